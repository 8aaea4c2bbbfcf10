"""Which subject matters of a large set are near each other: sparse products of bigrams.

The only file of the search that loads numpy and scipy, some 0.3 s and 60 MB: background work
imports it, pages do not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.sparse import coo_matrix, csr_matrix
from sparse_dot_topn import sp_matmul_topn

from honours.registry.likeness.index import NEAR_MATTER, grams

Positions = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float32]

MOST_NEAR = 40
"""Neighbours kept for one matter. A matter with more is a common word, not a duplicate."""

NEAR_COSINE = 0.3
COMMON_SHARE = 0.02
COMMON_LEAST = 500
"""A bigram of more matters than this, and than 2 % of them, tells nothing apart."""

REORDERED_COSINE = 0.6
"""Matters with so many bigrams in common are measured even if their order differs."""


class NearMatters:
    """For each matter of a list, the positions of those that may be near it, itself first.

    Candidates only: who asks still measures them. Time and memory grow with the number of
    distinct matters, not with the number of activities.
    """

    def __init__(self, matters: Sequence[str]) -> None:
        positions = np.arange(len(matters), dtype=np.int32)
        rows, columns = _candidate_pairs(matters) if len(matters) > 1 else (positions[:0],) * 2
        sources = np.concatenate([positions, rows, columns])
        targets = np.concatenate([positions, columns, rows])
        order = np.argsort(sources, kind="stable")
        self._targets = targets[order].astype(np.int32)
        self._starts = np.searchsorted(sources[order], np.arange(len(matters) + 1)).tolist()

    def of(self, position: int) -> list[int]:
        found: list[int] = self._targets[
            self._starts[position] : self._starts[position + 1]
        ].tolist()
        return found


def _candidate_pairs(matters: Sequence[str]) -> tuple[Positions, Positions]:
    weighted = _weighted_grams(matters)
    product = sp_matmul_topn(
        weighted, weighted.T.tocsr(), top_n=MOST_NEAR, threshold=NEAR_COSINE, n_threads=2
    ).tocoo()
    rows, columns, cosines = _each_once(product)
    alike = process.cpdist(
        [matters[at] for at in rows.tolist()],
        [matters[at] for at in columns.tolist()],
        scorer=Indel.normalized_similarity,
        workers=1,
    )
    kept = (alike >= NEAR_MATTER) | (cosines >= REORDERED_COSINE)
    return rows[kept], columns[kept]


def _each_once(product: coo_matrix) -> tuple[Positions, Positions, Cosines]:
    """Each pair once, the lower position first; a pair found from one side suffices."""
    low = np.minimum(product.row, product.col).astype(np.int64)
    high = np.maximum(product.row, product.col).astype(np.int64)
    pairs = low * product.shape[0] + high
    order = np.argsort(pairs, kind="stable")
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = pairs[order[1:]] != pairs[order[:-1]]
    chosen = order[is_new & (low[order] != high[order])]
    return low[chosen], high[chosen], product.data[chosen]


def _features(matter: str) -> dict[str, None]:
    """Bigrams, and single characters for the short matters where one change breaks two bigrams."""
    return dict.fromkeys([*grams(matter), *matter])


def _weighted_grams(matters: Sequence[str]) -> csr_matrix:
    """Rows of unit length: features weighted by rarity, the too common ones left out."""
    numbers: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for matter in matters:
        indices.extend(numbers.setdefault(gram, len(numbers)) for gram in _features(matter))
        starts.append(len(indices))
    columns = np.asarray(indices, dtype=np.int32)
    counts = np.bincount(columns, minlength=len(numbers))
    weights = np.log(len(matters) / counts) + 1.0
    weights[counts > max(COMMON_LEAST, COMMON_SHARE * len(matters))] = 0.0
    matrix = csr_matrix(
        (weights[columns].astype(np.float32), columns, np.asarray(starts, dtype=np.int64)),
        shape=(len(matters), len(numbers)),
    )
    matrix.eliminate_zeros()
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr)).astype(np.float32)
    return matrix
