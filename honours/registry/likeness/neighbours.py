"""Which subject matters of a large set are near each other: sparse products of bigrams.

The only file of the search that loads numpy and scipy, some 0.3 s and 60 MB: background work
imports it, pages do not.
"""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from honours.registry.likeness.index import NEAR_MATTER, grams
from honours.registry.likeness.measures import matter_likeness

MOST_NEAR = 40
"""Neighbours kept for one matter. A matter with more is a common word, not a duplicate."""

NEAR_COSINE = 0.35
COMMON_SHARE = 0.02
COMMON_LEAST = 500
"""A bigram of more matters than this, and than 2 % of them, tells nothing apart."""

CHARACTERS_NEAR = 0.5


def near_matters(matters: Sequence[str]) -> list[list[int]]:
    """For each matter, the positions of those near it, itself first.

    Time and memory grow with the number of distinct matters, not with the number of activities.
    """
    near: list[list[int]] = [[at] for at in range(len(matters))]
    if len(matters) < 2:
        return near
    rows, columns = _candidate_pairs(matters)
    for row, column in zip(rows, columns, strict=True):
        if matter_likeness(matters[row], matters[column]) >= NEAR_MATTER:
            near[row].append(column)
            near[column].append(row)
    return near


def _candidate_pairs(matters: Sequence[str]) -> tuple[list[int], list[int]]:
    weighted = _weighted_grams(matters)
    product = sp_matmul_topn(
        weighted, weighted.T.tocsr(), top_n=MOST_NEAR, threshold=NEAR_COSINE, n_threads=2
    ).tocoo()
    upper = _each_once(product.row, product.col, len(matters))
    rows, columns = upper // len(matters), upper % len(matters)
    alike = process.cpdist(
        [matters[at] for at in rows.tolist()],
        [matters[at] for at in columns.tolist()],
        scorer=Indel.normalized_similarity,
        workers=1,
    )
    kept = alike >= CHARACTERS_NEAR
    return rows[kept].tolist(), columns[kept].tolist()


def _each_once(
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    columns: np.ndarray[tuple[int], np.dtype[np.int64]],
    count: int,
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Pairs as one number each, the lower position first; a pair found from one side suffices."""
    low = np.minimum(rows, columns).astype(np.int64)
    high = np.maximum(rows, columns).astype(np.int64)
    return np.unique(low[low != high] * count + high[low != high])


def _weighted_grams(matters: Sequence[str]) -> csr_matrix:
    """Rows of unit length: bigrams weighted by rarity, the too common ones left out."""
    numbers: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for matter in matters:
        indices.extend(numbers.setdefault(gram, len(numbers)) for gram in grams(matter))
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
