"""Duplicate groups over 100,000 names (target: under 10 s, 1 GB) and the growth to a million.

Each figure is taken in a process of its own, so that peak memory is its own. Baseline in the same
run: the bare product of raw-name bigrams (TF-IDF, no reading, no reasons), and bare rapidfuzz on a
sample, extrapolated. ``BENCH_LARGEST=1000000`` adds the million.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from bench.activity_names import made_activities
from honours.registry.likeness.groups import find_groups
from honours.registry.likeness.index import LikenessIndex

SIZES = (10_000, 100_000, 1_000_000)
SAMPLE = 500
ASKED = 200


def run() -> None:
    """Print rows, seconds, peak memory, and the ratio to the baselines."""
    largest = int(os.environ.get("BENCH_LARGEST", "100000"))
    for size in (size for size in SIZES if size <= largest):
        ours = _measured("groups", size)
        bare = _measured("bare_product", size)
        every = _measured("bare_ratio", size)
        print(
            f"{size:>9,} names: groups {ours['seconds']:.2f} s ({ours['cpu']:.2f} s CPU), "
            f"{ours['peak_mb']:.0f} MB, "
            f"{ours['groups']:,.0f} groups, planted renamings found {ours['found']:.1%}"
        )
        print(
            f"          bare TF-IDF product {bare['cpu']:.2f} s CPU, {bare['peak_mb']:.0f} MB "
            f"(ours {ours['cpu'] / bare['cpu']:.2f} times); every pair by rapidfuzz "
            f"{every['cpu']:.0f} s CPU (ours {ours['cpu'] / every['cpu']:.4f} times)"
        )
        index = _measured("index", size)
        print(
            f"          index built {index['cpu']:.2f} s CPU, {index['peak_mb']:.0f} MB; one name "
            f"against all {index['median_ms']:.2f} ms median, {index['p95_ms']:.2f} ms p95"
        )


class _Clock:
    """Wall seconds, and CPU seconds, which hold on a busy machine too."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def so_far(self) -> dict[str, float]:
        return {
            "seconds": time.perf_counter() - self._wall,
            "cpu": time.process_time() - self._cpu,
        }


def groups(size: int) -> dict[str, float]:
    subjects, planted = made_activities(size)
    started = _Clock()
    found = find_groups(subjects)
    took = started.so_far()
    group_of = {
        subject.key: number for number, group in enumerate(found) for subject in group.members
    }
    together = sum(
        group_of.get(subjects[pair.original].key, -1) == group_of.get(subjects[pair.renamed].key)
        for pair in planted
    )
    return {
        **took,
        "groups": len(found),
        "found": together / max(1, len(planted)),
    }


def bare_product(size: int) -> dict[str, float]:
    names = [subject.name for subject in made_activities(size)[0]]
    started = _Clock()
    numbers: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for name in names:
        pairs = {name[at : at + 2] for at in range(len(name) - 1)}
        indices.extend(numbers.setdefault(pair, len(numbers)) for pair in pairs)
        starts.append(len(indices))
    counts = np.bincount(indices)
    weights = np.log(size / counts).astype(np.float32)
    weights[counts > 0.02 * size] = 0.0
    matrix = csr_matrix((weights[indices], indices, starts), shape=(size, len(numbers)))
    matrix.eliminate_zeros()
    sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=10, threshold=0.5, n_threads=2)
    return started.so_far()


def bare_ratio(size: int) -> dict[str, float]:
    """Every name against every other, from a sample of names against all."""
    names = [subject.name for subject in made_activities(size)[0]]
    started = _Clock()
    process.cdist(names[:SAMPLE], names, scorer=fuzz.ratio, score_cutoff=70, dtype=np.uint8)
    return {kind: took * size / SAMPLE / 2 for kind, took in started.so_far().items()}


def index(size: int) -> dict[str, float]:
    subjects = made_activities(size)[0]
    started = _Clock()
    built = LikenessIndex(subjects)
    took = started.so_far()
    asked_ms = []
    for subject in subjects[:: max(1, size // ASKED)]:
        asked = time.process_time()
        built.like(subject)
        asked_ms.append((time.process_time() - asked) * 1000)
    asked_ms.sort()
    return {
        **took,
        "median_ms": asked_ms[len(asked_ms) // 2],
        "p95_ms": asked_ms[len(asked_ms) * 95 // 100],
    }


KINDS: dict[str, Callable[[int], dict[str, float]]] = {
    work.__name__: work for work in (groups, bare_product, bare_ratio, index)
}


def _measured(kind: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.duplicate_groups", kind, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """One measurement in this process, as JSON: the name of the work, then the number of rows."""
    measured = KINDS[sys.argv[1]](int(sys.argv[2]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**measured, "peak_mb": peak}))


if __name__ == "__main__":
    main()
