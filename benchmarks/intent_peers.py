"""The scorer beside spaCy's text categorizers, TF-IDF + LR and keyword rules, in one run.

    python benchmarks/intent_peers.py DIR [--folds 1] [--posts 1200]

DIR holds the labelled files.  All learn from the same read posts of Reddit (V2EX for Chinese) and
are tested on posts of subreddits (authors) they did not see; what the shipped weights learn besides
(our own texts, unread posts) is left out here.  Documents a second count CPU time of one core, from
text to score (ours: to score, class, strength and reasons).  ``--folds`` of five are measured, with
as many ``--posts`` to learn from: the default takes three minutes of processor time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.training import Example as SpacyExample

from leadminer.scoring import load_scorer
from leadminer.scoring.evaluation import baseline, folds_of, table
from leadminer.scoring.fitting import design
from leadminer.scoring.rules import GROUPS, STARTS
from leadminer.scoring.seeds import Example
from leadminer.scoring.training import Recipe, examples_in, fit_intent

F64 = npt.NDArray[np.float64]
FORUMS = {"en": {"reddit-top-2013", "reddit"}, "zh": {"v2ex-hot"}}
EPOCHS = {"BOW": 8, "CNN": 5, "Ensemble": 5}
WIDTH, ROWS = 96, [5000, 1000, 2500, 2500]


def tok2vec() -> dict[str, object]:
    """spaCy's usual hashed embedding and convolution."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": ROWS,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 2,
        },
    }


def bow() -> dict[str, object]:
    """spaCy's bag of words and pairs."""
    return {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 262144,
    }


def architecture(name: str) -> dict[str, object]:
    """The model section of one categorizer."""
    if name == "BOW":
        return bow()
    if name == "CNN":
        return {
            "@architectures": "spacy.TextCatReduce.v1",
            "exclusive_classes": True,
            "use_reduce_first": False,
            "use_reduce_last": False,
            "use_reduce_max": True,
            "use_reduce_mean": True,
            "tok2vec": tok2vec(),
        }
    return {
        "@architectures": "spacy.TextCatEnsemble.v2",
        "tok2vec": tok2vec(),
        "linear_model": bow(),
    }


def prose(example: Example) -> str:
    return f"{example.text.title}\n{example.text.text}"


def by_spacy(name: str, language: str, known: list[Example], test: list[Example]) -> F64:
    """Train one categorizer and give the chances of ``test``; prints its own pace."""
    random.seed(3)
    spacy.util.fix_random_seed(3)
    nlp = spacy.blank(language)
    nlp.add_pipe("textcat", config={"model": architecture(name), "threshold": 0.5})
    told = {1: {"NEED": 1.0, "NONE": 0.0}, 0: {"NEED": 0.0, "NONE": 1.0}}
    some = [
        SpacyExample.from_dict(nlp.make_doc(prose(one)), {"cats": told[one.label]}) for one in known
    ]
    optimizer = nlp.initialize(lambda: some)
    for _ in range(EPOCHS[name]):
        random.shuffle(some)
        for batch in spacy.util.minibatch(some, 32):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    began = time.process_time()
    chances = np.array([doc.cats["NEED"] for doc in nlp.pipe(map(prose, test))])
    RATES[name].append(len(test) / (time.process_time() - began))
    return chances


RATES: dict[str, list[float]] = {}


def timed(name: str, score: Callable[[], F64], count: int) -> F64:
    """The score, its pace noted under ``name``."""
    began = time.process_time()
    answer = score()
    RATES[name].append(count / (time.process_time() - began))
    return answer


def ours_rate(posts: list[Example]) -> float:
    """The shipped scorer with everything it answers."""
    scorer = load_scorer()
    texts = [example.text for example in posts]
    list(scorer.score_many(texts[:200]))
    began = time.process_time()
    count = sum(1 for _ in scorer.score_many(texts))
    return count / (time.process_time() - began)


def compare(language: str, posts: list[Example], folds: int, most: int) -> None:
    """Print one table."""
    fold = folds_of(posts)
    names = ("TF-IDF + LR", "keyword rules", "BOW", "CNN", "Ensemble", "leadminer, the same posts")
    scores = {name: np.zeros(len(posts)) for name in names}
    RATES.clear()
    RATES.update({name: [] for name in names})
    tested = np.flatnonzero(fold < folds)
    weights = np.array([STARTS[group] for group in GROUPS])
    for number in range(folds):
        at = np.flatnonzero(fold == number)
        known = [posts[i] for i in np.flatnonzero(fold != number)]
        known = random.Random(5).sample(known, min(most, len(known)))
        test = [posts[i] for i in at]
        scores["TF-IDF + LR"][at] = baseline(known, test)
        unseen = timed("keyword rules", lambda test=test: design([e.text for e in test]), len(at))
        scores["keyword rules"][at] = unseen.groups @ weights
        for name in ("BOW", "CNN", "Ensemble"):
            scores[name][at] = by_spacy(name, language, known, test)
        fitted = fit_intent(design([e.text for e in known]), known, Recipe())
        scores[names[-1]][at] = fitted.log_odds(unseen)
    RATES[names[-1]].append(ours_rate(posts))
    some = [posts[i] for i in tested]
    print(f"{language}: {len(some)} posts tested, {folds} of 5 folds, {len(known)} learnt from")
    for row in table(some, {name: score[tested] for name, score in scores.items()}):
        rate = f"{np.mean(RATES[row.name]):8,.0f} docs/s" if RATES[row.name] else "               "
        gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
        print(f"  {row.name:<26} {rate}  ROC {row.roc}  PR {row.pr}{gain}", flush=True)


def main() -> None:
    """Both languages."""
    if len(sys.argv) < 2:
        sys.exit("skipped: name a folder of labelled posts (*.jsonl) to measure on")
    parser = argparse.ArgumentParser(description="The scorer beside spaCy's text categorizers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=1, help="of five, to measure on")
    parser.add_argument("--posts", type=int, default=1200, help="to learn from, at most")
    wish = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    every = examples_in(wish.folder, licensed_only=True)
    for language, families in FORUMS.items():
        posts = [example for example in every if example.family in families]
        compare(language, posts, wish.folds, wish.posts)


if __name__ == "__main__":
    main()
