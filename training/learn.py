"""Learn the tagger from labelled copy, and write its folder.

    pip install -e '.[training]'
    python -m training.learn LABELLED.jsonl... --base MINILM --teacher MPNET --more COPY.jsonl... --out FOLDER

``MINILM`` and ``MPNET`` are folders with the encoders all-MiniLM-L6-v2 and all-mpnet-base-v2 (Apache licence
2.0; ``vocab.txt``, ``config.json``, ``model.safetensors``). The teacher is the larger one: it learns from the
labels and answers to all blocks, those of ``COPY`` without labels among them; the small one, which the tagger
runs, learns from labels and answers (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
Both cut words into the same pieces. What the tagger is to be measured on must not be among the files.

Besides the files they learn from the examples of the rule files and from the shipped campaign, so that what
these promise stays found. The same files and seed give the same tagger on the same machine.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from training.data import Block, blocks, unlabelled
from training.encoder import Course, Encoder, Item, answers_of, item_of, learn, taught
from training.store import store

_OF_TEACHER, _OF_PUPIL = Course(rounds=3, batch=32, rate=6e-5), Course(rounds=3, batch=32, rate=1.5e-4)
#: Our own sentences are short and few: each is learned so many times in a round.
_OWN = 2
#: How far the teacher is trusted where there is a label.
_TRUST = .8


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    labelled = blocks(options.files, options.campaign)
    more = unlabelled(options.more, known=labelled)
    print(f"{len(labelled):,} labelled blocks, {len(more):,} more")
    pupil = Encoder(options.base)
    items = _items(labelled, pupil)
    if options.teacher:
        items = _taught_by(options.teacher, labelled, more, pupil)
    learn(pupil, items, _OF_PUPIL)
    store(options.out, pupil, pupil.words.pieces)


def _items(read: Sequence[Block], encoder: Encoder) -> list[Item]:
    return [item_of(block, encoder.words) for block in read for _ in range(_OWN if block.own else 1)]


def _taught_by(base: Path, labelled: Sequence[Block], more: Sequence[Block], pupil: Encoder) -> list[Item]:
    """All blocks for the pupil, with what a teacher that begins with ``base`` answers to them."""
    teacher = Encoder(base)
    learn(teacher, _items(labelled, teacher), _OF_TEACHER)
    seen = (*labelled, *more)
    said = answers_of(teacher, [item_of(block, teacher.words) for block in seen])
    return [taught(item_of(block, pupil.words), answers, _TRUST if block.labelled else 1)
            for block, answers in zip(seen, said, strict=True) for _ in range(_OWN if block.own else 1)]


def _options() -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path, help="labelled copy, as benchmarks.accuracy reads it")
    parser.add_argument("--base", type=Path, required=True, help="the folder of the encoder to begin with")
    parser.add_argument("--teacher", type=Path, help="the folder of a larger encoder to learn from")
    parser.add_argument("--more", nargs="*", default=[], type=Path, help="JSON lines with a text each")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--campaign", type=Path, default=Path("examples"))
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
