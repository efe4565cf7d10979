"""What unread posts add: a sentence model and the scorer judge them, the scorer learns from that.

    python benchmarks/intent_teacher.py DIR VECTORS [--embed MODEL --language zh] [--write]

DIR holds the labelled files and the pools; VECTORS holds ``LANGUAGE-MODEL.npz`` (or several,
``LANGUAGE-MODEL.PART.npz``) with ``ids`` and ``vectors``, a row a text.  ``--embed`` makes those of
one language first with the sentence model in folder MODEL (for the shipped weights: en
all-MiniLM-L6-v2 and multilingual-e5-small, zh the latter, with ``--prefix "query: "``); it needs
``torch`` and ``transformers``.  Posts are cross-validated by
subforum (Reddit) and author (V2EX); in each fold the teacher is fitted anew and teaches nothing
from the groups held back.  ``--write`` fits the teacher on all read texts and stores what it says
in ``labels/teacher.csv.gz``.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from leadminer.scoring.evaluation import baseline, folds_of, table
from leadminer.scoring.fitting import design
from leadminer.scoring.seeds import Example, spelled_out
from leadminer.scoring.training import (
    TEACHER,
    Recipe,
    example_of,
    examples_in,
    fit_intent,
    read_lines,
    read_teacher,
    text_hash,
    title_alone,
)

F64 = npt.NDArray[np.float64]
FORUMS = {"en": {"reddit-top-2013", "reddit"}, "zh": {"v2ex-hot"}}
TITLE = {"en": "Reddit, by subreddit", "zh": "V2EX, by author"}
HOLD = 1.0
"""``C`` of the regressions on sentence vectors; the optimum is flat."""


TOKENS = 200


def embed(folder: Path, model: Path, language: str, prefix: str, target: Path) -> None:
    """Mean-pooled vectors of every text of ``folder`` in ``language``, of its first ``TOKENS``."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    network = AutoModel.from_pretrained(model).to(torch.bfloat16).eval()
    rows = [
        row
        for path in sorted(folder.glob("*.jsonl*"))
        for row in read_lines(path)
        if str(row.get("lang")).startswith(language)
    ]
    rows += [title_alone(row) for row in rows if row.get("title") and row["text"].strip()]
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]["text"]))
    vectors = np.zeros((len(rows), network.config.hidden_size), dtype=np.float16)
    for start in range(0, len(order), 32):
        some = order[start : start + 32]
        prose = [f"{prefix}{rows[at].get('title') or ''}\n{rows[at]['text']}" for at in some]
        tokens = tokenizer(
            prose, truncation=True, max_length=TOKENS, padding=True, return_tensors="pt"
        )
        with torch.inference_mode():
            hidden = network(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"][..., None].float()
        mean = (hidden * mask).sum(1) / mask.sum(1)
        vectors[some] = torch.nn.functional.normalize(mean, dim=1).numpy()
    np.savez(target, ids=np.array([row["id"] for row in rows]), vectors=vectors)


Vectors = dict[str, npt.NDArray[np.float32]]


def vectors_in(folder: Path, language: str) -> list[Vectors]:
    """Vectors of one language by text id, a sentence model each, centred, of mean length one."""
    files: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(f"{language}-*.npz")):
        files.setdefault(path.name.split(".")[0], []).append(path)
    return [_vectors(paths) for paths in files.values()]


def _vectors(paths: list[Path]) -> Vectors:
    ids: list[str] = []
    rows: list[npt.NDArray[np.float32]] = []
    for path in paths:
        with np.load(path) as stored:
            ids += stored["ids"].tolist()
            rows.append(stored["vectors"].astype(np.float32))
    whole = np.concatenate(rows)
    told = np.abs(whole).sum(axis=1) > 0
    whole -= whole[told].mean(axis=0)
    whole /= np.sqrt(np.square(whole[told]).sum(axis=1).mean())
    return {name: row for name, row, kept in zip(ids, whole, told, strict=True) if kept}


def unread(folder: Path, language: str, read: set[str]) -> list[tuple[Example, str]]:
    """Posts of the pools not in ``read``, and titles of all posts of the forum, with their hash.

    The label is a place-holder.
    """
    found = []
    for path in sorted(folder.glob(f"{language}_*.jsonl*")):
        for row in read_lines(path):
            if str(row.get("source")) not in FORUMS[language]:
                continue
            blank = {**row, "label": 0, "class": None, "kind": None, "origin": None}
            some = [title_alone(blank)] if row["id"] in read else [blank, title_alone(blank)]
            found += [(example_of(one), text_hash(one)) for one in some]
    return found


class Teacher:
    """The scorer's log-odds and those of a regression for each sentence model, added up.

    A model that has no vector of a text is stood in for by the mean of the others.  Of a title
    alone the regressions say more than with the scorer: on questions of another site .88 ROC.
    """

    def __init__(self, known: list[Example], language: str, models: list[Vectors]) -> None:
        self._models = models
        plain = [example for example in known if example.family != "own"]
        self.ours = fit_intent(design([e.text for e in plain]), plain, Recipe())
        posts = [e for e in known if e.family in FORUMS[language]]
        self._regressions = []
        for vectors in models:
            mine = [e for e in posts if e.text.id in vectors]
            regression = LogisticRegression(C=HOLD, max_iter=800)
            regression.fit(np.stack([vectors[e.text.id] for e in mine]), [e.label for e in mine])
            self._regressions.append(regression)

    def log_odds(self, examples: list[Example]) -> F64:
        """Of texts that all have a vector of some model."""
        odds: F64 = self.ours.log_odds(design([example.text for example in examples]))
        said = np.zeros(len(examples))
        spoke = np.zeros(len(examples))
        for vectors, regression in zip(self._models, self._regressions, strict=True):
            at = np.flatnonzero([example.text.id in vectors for example in examples])
            if len(at):
                rows = np.stack([vectors[examples[i].text.id] for i in at])
                said[at] += regression.decision_function(rows)
                spoke[at] += 1
        said *= len(self._models) / spoke
        whole = np.array([bool(example.text.text) for example in examples])
        return np.where(whole, odds + said, said)


def has_vector(example: Example, models: list[Vectors]) -> bool:
    """Whether some sentence model knows the text."""
    return any(example.text.id in vectors for vectors in models)


def taught(examples: list[Example], odds: F64) -> list[Example]:
    """Examples that carry the teacher's chance of need."""
    chances = np.clip(1.0 / (1.0 + np.exp(-odds)), 0.001, 0.999).round(3)
    return [
        replace(one, label=int(chance > 0.5), taught=chance, family=f"taught:{one.family}")
        for one, chance in zip(examples, chances.tolist(), strict=True)
    ]


def measure(language: str, read: list[Example], pool: list[Example], models: list[Vectors]) -> None:
    """Print the learners' figures on the forum's read posts, each scored by those blind to it."""
    posts = [e for e in read if e.family in FORUMS[language] and has_vector(e, models)]
    fold = folds_of(posts)
    names = ("TF-IDF + LR", "leadminer, read texts", "leadminer, taught", "the teacher itself")
    scores = {name: np.zeros(len(posts)) for name in names}
    for number in range(int(fold.max()) + 1):
        at = np.flatnonzero(fold == number)
        test = [posts[i] for i in at]
        held = {example.group for example in test}
        known = [e for e in read if e.group not in held]
        teacher = Teacher(known, language, models)
        some = [e for e in pool if e.group not in held]
        every = known + taught(some, teacher.log_odds(some))
        unseen = design([example.text for example in test])
        scores[names[0]][at] = baseline([e for e in known if e.family != "own"], test)
        scores[names[1]][at] = teacher.ours.log_odds(unseen)
        student = fit_intent(design([e.text for e in every]), every, Recipe())
        scores[names[2]][at] = student.log_odds(unseen)
        scores[names[3]][at] = teacher.log_odds(test)
    print(f"{TITLE[language]}: {len(posts)} read posts, {len(pool)} unread")
    for row in table(posts, scores):
        gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
        ndcg = row.strength_ndcg or 0.0
        print(
            f"  {row.name:<22} ROC {row.roc}  PR {row.pr}  top 5 % {row.top_5.value:.2f}"
            f"  NDCG@50 {ndcg:.3f}{gain}",
            flush=True,
        )


def main() -> None:
    """Measure, or write what the shipped weights learn from."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--embed", type=Path, metavar="MODEL")
    parser.add_argument("--language", choices=sorted(FORUMS), default="en")
    parser.add_argument("--prefix", default="", help="what the model wants before every text")
    parser.add_argument("--write", action="store_true")
    if len(sys.argv) < 3:
        sys.exit("skipped: name a folder of labelled posts and one of sentence vectors")
    wish = parser.parse_args()
    if wish.embed:
        wish.vectors.mkdir(parents=True, exist_ok=True)
        target = wish.vectors / f"{wish.language}-{wish.embed.name}.npz"
        embed(wish.folder, wish.embed, wish.language, wish.prefix, target)
    every = examples_in(wish.folder, licensed_only=True)
    read = [e for e in every if not e.family.startswith("weak:")] + spelled_out()
    ids = {example.text.id for example in read}
    lines = []
    for language in FORUMS:
        models = vectors_in(wish.vectors, language)
        left = unread(wish.folder, language, ids)
        pairs = [pair for pair in left if has_vector(pair[0], models)]
        if not pairs:
            print(f"{TITLE[language]}: no vectors, what was said before stays")
            before = read_teacher()
            lines += [
                f"{one.text.id},{digest},{before[one.text.id, digest]:.3f}\n"
                for one, digest in left
                if (one.text.id, digest) in before
            ]
            continue
        pool = [one for one, _ in pairs]
        if not wish.write:
            measure(language, read, pool, models)
            continue
        judged = taught(pool, Teacher(read, language, models).log_odds(pool))
        lines += [
            f"{one.text.id},{digest},{one.taught:.3f}\n"
            for one, (_, digest) in zip(judged, pairs, strict=True)
        ]
    if wish.write:
        with TEACHER.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as out:
            out.write("".join(sorted(lines)).encode("utf-8"))
        print(f"{len(lines)} texts in {TEACHER.name}")


if __name__ == "__main__":
    main()
