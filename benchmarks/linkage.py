"""Linkage of organisation records beside Splink 5 on DuckDB (pip install splink), same records.

python benchmarks/linkage.py RECORDS.csv      columns entity,id,name,address,zip,phone[,website]
"""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from leadminer.prospects.linkage_evaluation import evaluate, read_records
from leadminer.prospects.parties import Compared, Party, compared


def ours(parties: list[Party], truth: dict[int, str]) -> None:
    began = time.perf_counter()
    figures = evaluate(parties, truth)
    print(f"ours: {time.perf_counter() - began:.2f} s")
    for f in figures:
        print(f"  {f.what:<24} P {f.precision:.4f}  R {f.recall:.4f}  F1 {f.f1:.4f}")


def splink(parties: list[Party], truth: dict[int, str]) -> None:
    try:
        import pandas
        import splink.comparison_library as cl
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        print("splink: not installed (pip install splink pandas)")
        return
    logging.getLogger("splink").setLevel(logging.ERROR)
    rows = pandas.DataFrame(
        [_row(each, party) for each, party in zip(compared(parties), parties, strict=True)]
    )
    began = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
            cl.ExactMatch("number"),
            cl.JaroWinklerAtThresholds("street", [0.9, 0.8]),
            cl.ExactMatch("phone"),
            cl.ExactMatch("postcode"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("number", "street_start"),
            block_on("number", "postcode"),
            block_on("name"),
        ],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(rows), settings)
    train = linker.training
    same = [block_on("phone", "number")]
    train.estimate_probability_two_random_records_match(same, recall=0.8)
    train.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    train.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    train.estimate_parameters_using_expectation_maximisation(block_on("number", "street_start"))
    told = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    print(f"splink: {time.perf_counter() - began:.2f} s")
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    for least in (0.5, 0.8, 0.9, 0.95, 0.99):
        chosen = told[told.match_probability >= least]
        ends = list(zip(chosen.unique_id_l, chosen.unique_id_r, strict=True))
        right = sum(truth[a] == truth[b] for a, b in ends)
        print(
            f"  probability >= {least:<8} P {right / len(ends):.4f}  R {right / true:.4f}"
            f"  F1 {2 * right / (len(ends) + true):.4f}"
        )


def _row(each: Compared, party: Party) -> dict[str, Any]:
    values = {
        "name": " ".join(party.name.casefold().split()),
        "number": each.number,
        "street": each.street,
        "street_start": each.street[:4],
        "phone": each.phone,
        "postcode": each.postcode,
    }
    return {"unique_id": each.id, **{key: value or None for key, value in values.items()}}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    records, parties_of = read_records(Path(sys.argv[1]))
    ours(records, parties_of)
    splink(records, parties_of)
