"""The scorer beside spaCy's text categorizers, TF-IDF + LR and keyword rules, in one run.

    python benchmarks/intent_peers.py [DIR [--left-out] [--folds 1]] [--posts 1200]

DIR holds the labelled files.  All learn from the same read posts of Reddit (V2EX for Chinese) and
are tested on posts of subreddits (authors) they did not see; what the shipped weights learn besides
(our own texts, unread posts) is left out here.  With ``--left-out`` each site of DIR is held back
whole instead, those of few texts together, and all learn from the same texts of the others,
whatever their licence.  Without DIR all learn from our own business texts and are tested on those
that another hand wrote: both are hard on purpose, so that table tells who learns more from the same
texts, not how good anyone is.
Documents a second count CPU time of one core, from text to score (ours: to score, class, strength
and reasons).  ``--folds`` of five are measured, with as many ``--posts`` to learn from: the default
takes three minutes of processor time, whole sites ten.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.training import Example as SpacyExample

from leadminer.scoring import load_scorer
from leadminer.scoring.class_figures import language_of
from leadminer.scoring.evaluation import baseline, folds_of, table
from leadminer.scoring.fitting import Design, design
from leadminer.scoring.rules import GROUPS, STARTS
from leadminer.scoring.seeds import Example
from leadminer.scoring.training import (
    LABELS,
    Recipe,
    example_of,
    examples_in,
    fit_intent,
    read_lines,
)

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


def timed_design(test: list[Example]) -> Design:
    """The features of training; their pace is noted as that of keyword rules."""
    began = time.process_time()
    answer = design([example.text for example in test])
    RATES["keyword rules"].append(len(test) / (time.process_time() - began))
    return answer


def ours_rate(posts: list[Example]) -> float:
    """The shipped scorer with everything it answers."""
    scorer = load_scorer()
    texts = [example.text for example in posts]
    list(scorer.score_many(texts[:200]))
    began = time.process_time()
    count = sum(1 for _ in scorer.score_many(texts))
    return count / (time.process_time() - began)


NAMES = ("TF-IDF + LR", "keyword rules", *EPOCHS, "leadminer, the same posts")
SOURCE_MIN = 100
SMALL = "small sources"
OWN = LABELS / "own_business.jsonl"
OTHER_HAND = ("intent_b2b_en.jsonl", "intent_local_en.jsonl")


def scored(language: str, known: list[Example], test: list[Example]) -> dict[str, F64]:
    """What each learner, taught by ``known``, says of ``test``; paces are noted."""
    weights = np.array([STARTS[group] for group in GROUPS])
    scores = {"TF-IDF + LR": baseline(known, test)}
    unseen = timed_design(test)
    scores["keyword rules"] = unseen.groups @ weights
    for name in EPOCHS:
        scores[name] = by_spacy(name, language, known, test)
    fitted = fit_intent(design([e.text for e in known]), known, Recipe())
    scores[NAMES[-1]] = fitted.log_odds(unseen)
    return scores


def tell(title: str, some: list[Example], scores: dict[str, F64]) -> None:
    """Print one table."""
    RATES[NAMES[-1]].append(ours_rate(some * max(1, 1000 // len(some))))
    print(title)
    for row in table(some, scores):
        rate = f"{np.mean(RATES[row.name]):8,.0f} docs/s" if RATES[row.name] else "               "
        gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
        print(f"  {row.name:<26} {rate}  ROC {row.roc}  PR {row.pr}{gain}", flush=True)


def fresh_rates() -> None:
    """Forget the paces of another table."""
    RATES.clear()
    RATES.update({name: [] for name in NAMES})


def sample(examples: list[Example], most: int) -> list[Example]:
    """At most so many, the same ones each time."""
    return random.Random(5).sample(examples, min(most, len(examples)))


def by_folds(language: str, posts: list[Example], folds: int, most: int) -> None:
    """Groups of one source held back."""
    fold = folds_of(posts)
    scores = {name: np.zeros(len(posts)) for name in NAMES}
    fresh_rates()
    tested = np.flatnonzero(fold < folds)
    for number in range(folds):
        at = np.flatnonzero(fold == number)
        known = sample([posts[i] for i in np.flatnonzero(fold != number)], most)
        for name, told in scored(language, known, [posts[i] for i in at]).items():
            scores[name][at] = told
    some = [posts[i] for i in tested]
    title = f"{language}: {len(some)} posts tested, {folds} of 5 folds, {len(known)} learnt from"
    tell(title, some, {name: score[tested] for name, score in scores.items()})


def language_of_sources(texts: list[Example]) -> dict[str, str]:
    """Source to the language of most of its texts, without script or region."""
    counts: dict[str, Counter[str]] = {}
    for one in texts:
        counts.setdefault(one.family, Counter())[language_of(one.text).split("-")[0]] += 1
    return {source: count.most_common(1)[0][0] for source, count in counts.items()}


def site_of(source: str) -> str:
    """Sources of one site, such as two years of it, are no strangers to each other."""
    return source.split("-", maxsplit=1)[0]


def by_site(language: str, texts: list[Example], most: int) -> None:
    """Whole sites held back, each in turn; a table each, those of few texts together."""
    sizes = Counter(site_of(example.family) for example in texts)
    held = [
        site if sizes[site] >= SOURCE_MIN else SMALL
        for site in (site_of(example.family) for example in texts)
    ]
    for name in sorted(set(held)):
        test = [example for example, site in zip(texts, held, strict=True) if site == name]
        rest = [example for example, site in zip(texts, held, strict=True) if site != name]
        if len(test) < SOURCE_MIN or any(len({e.label for e in some}) < 2 for some in (test, rest)):
            continue
        known = sample(rest, most)
        fresh_rates()
        title = f"{language}: {name} left out, {len(test)} texts, {len(known)} learnt from"
        tell(title, test, scored(language, known, test))


def of_own(most: int) -> None:
    """Without any labelled file: our own texts, tested on those of another hand."""
    known = [example_of(row) for row in read_lines(OWN) if row["lang"] == "en"]
    data = Path(__file__).parent / "data"
    test = [example_of(row) for name in OTHER_HAND for row in read_lines(data / name)]
    known = sample(known, most)
    fresh_rates()
    title = f"en: own texts of another hand, {len(test)} texts, {len(known)} learnt from"
    tell(title, test, scored("en", known, test))


def main() -> None:
    """Both languages, or our own English texts."""
    parser = argparse.ArgumentParser(description="The scorer beside spaCy's text categorizers.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--left-out", action="store_true", help="hold whole sites back")
    parser.add_argument("--folds", type=int, default=1, help="of five, to measure on")
    parser.add_argument("--posts", type=int, default=1200, help="to learn from, at most")
    wish = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    if wish.folder is None:
        of_own(wish.posts)
        return
    every = examples_in(wish.folder, licensed_only=not wish.left_out)
    for language, families in FORUMS.items():
        if wish.left_out:
            read = [example for example in every if not example.family.startswith("weak:")]
            spoken = language_of_sources(read)
            by_site(language, [e for e in read if spoken[e.family] == language], wish.posts)
        else:
            posts = [example for example in every if example.family in families]
            by_folds(language, posts, wish.folds, wish.posts)


if __name__ == "__main__":
    main()
