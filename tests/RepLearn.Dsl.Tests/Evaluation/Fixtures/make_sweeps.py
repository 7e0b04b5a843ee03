"""Writes sweeps.json: means of seeds with t intervals, and paired differences, that the tests of sweeps compare with.

Run with SciPy: python3 make_sweeps.py
"""

import json
import pathlib

import numpy
import scipy
from scipy import stats


def case(seeds, seed):
    random = numpy.random.default_rng(seed)
    common = random.normal(size=seeds)  # what a seed does to both
    one = 1.5 + common + 0.1 * random.normal(size=seeds)
    other = 1.2 + common + 0.1 * random.normal(size=seeds)
    low, high = stats.t.interval(0.95, seeds - 1, loc=one.mean(), scale=stats.sem(one))
    paired = stats.ttest_rel(one, other).confidence_interval(0.95)
    return {
        "one": one.tolist(),
        "other": other.tolist(),
        "mean": one.mean(),
        "deviation": one.std(ddof=1),
        "interval": [low, high],
        "difference": (one - other).mean(),
        "pairedInterval": [paired.low, paired.high],
    }


pathlib.Path(__file__).with_name("sweeps.json").write_text(
    json.dumps({"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__}, "cases": {str(seeds): case(seeds, seeds) for seeds in (2, 3, 5, 12)}}, indent=1) + "\n"
)
