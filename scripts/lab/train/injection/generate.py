"""Texts of our own grammar: as many attacks as harmless twins, also quoted, wrapped and in many languages."""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

from corpus import CARRIERS, Sample, read_corpus
from grammar import ATTACKS, OPERATOR, QUOTES_ABOUT, QUOTES_TO, TWINS, WORDS
from languages import LANGUAGES
from situations import LONG_ATTACK, LONG_TWIN, SHORT, SITUATION_ATTACKS, SITUATION_TWINS, TRIGGERS
from spelled import spelled

KINDS = {kind: (ATTACKS[kind], TWINS[kind]) for kind in ATTACKS}
KINDS |= {kind: (SITUATION_ATTACKS[kind], SITUATION_TWINS[kind]) for kind in SITUATION_ATTACKS}

INNERMOST = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"<(do|Do|past|drop|ai|hide|rules|rule|role|thing|mail|url|num|name)>")


def expanded(template: str, chance: random.Random) -> str:
    """A text of a template."""
    text = template
    for _ in range(40):
        text, choices = INNERMOST.subn(lambda m: chance.choice(m.group(1).split("|")), text)
        text, names = NAME.subn(lambda m: word(m.group(1), chance), text)
        if choices == 0 and names == 0:
            break
    text = re.sub(r"(?<=\S)  +(?=\S)", " ", text.replace("⟦", "{").replace("⟧", "}"))
    return text.strip()


def word(name: str, chance: random.Random) -> str:
    if name == "Do":
        text = expanded(chance.choice(WORDS["do"]), chance)
        return text[:1].upper() + text[1:]
    return expanded(chance.choice(WORDS[name]), chance)


def inside(shell: str, text: str, chance: random.Random) -> str:
    """A text in the place of a shell's `@`."""
    marked = shell.replace("@", "\ue002")
    marked = marked.replace("<mail>", expanded("<mail>", chance).replace("@", "\ue003"))
    return expanded(marked, chance).replace("\ue002", text).replace("\ue003", "@")


def capital(text: str, chance: random.Random) -> str:
    return text[:1].upper() + text[1:] if chance.random() < 0.85 else text


def paired(kind: str, count: int, chance: random.Random) -> list[Sample]:
    """Attacks and twins of one kind, some of both in the same shells, so that a shell tells nothing."""
    samples = []
    for templates, label in zip(KINDS[kind], (1, 0)):
        for _ in range(count):
            text = capital(expanded(chance.choice(templates), chance), chance)
            if chance.random() < 0.25:
                text = inside(chance.choice(QUOTES_TO), text, chance)
            samples.append(Sample(text, label, f"own_{kind}", f"own:{kind}"))
    return samples


def quoted(count: int, chance: random.Random) -> list[Sample]:
    """Attacks that are talked about: harmless."""
    kinds = list(KINDS)
    return [
        Sample(
            inside(chance.choice(QUOTES_ABOUT), expanded(chance.choice(KINDS[chance.choice(kinds)][0]), chance)[:200], chance),
            0,
            "benign_quoting_attack",
            "own:quoted",
        )
        for _ in range(count)
    ]


def triggers(count: int, chance: random.Random) -> list[Sample]:
    """Words of attacks in sentences of work and everyday life: harmless, also in other people's mails and tables."""
    samples = []
    for _ in range(count):
        text = " ".join(capital(expanded(chance.choice(TRIGGERS), chance), chance) for _ in range(chance.choice([1, 1, 1, 2, 3])))
        if chance.random() < 0.2:
            text = inside(chance.choice(QUOTES_TO), text, chance)
        samples.append(Sample(text, 0, "own_trigger", "own:trigger"))
    return samples


def short_texts(count: int, chance: random.Random) -> list[Sample]:
    """A word or two, headings and fields, and harmless sentences in other spellings."""
    texts = [expanded(chance.choice(SHORT), chance) for _ in range(count)]
    texts += [spelled(expanded(chance.choice(TRIGGERS), chance), chance) for _ in range(count // 3)]
    return [Sample(text, 0, "own_short", "own:short") for text in texts]


def long_texts(count: int, chance: random.Random) -> list[Sample]:
    """Jailbreaks of many sentences, and the briefs of tutors, games and help desks that are built like them."""
    samples = []
    for number in range(count * 2):
        label = number % 2
        parts = [
            expanded(sentence, chance)
            for choices in (LONG_ATTACK if label else LONG_TWIN)
            for sentence in chance.sample(choices, chance.choice([1, 1, 2]))
        ]
        text = chance.choice([" ", " ", "\n", "\n\n"]).join(parts)
        samples.append(Sample(text, label, "own_long", "own:long"))
    return samples


def operators(count: int, chance: random.Random) -> list[Sample]:
    """What operators write for their own models: harmless."""
    texts = (expanded(chance.choice(OPERATOR), chance) for _ in range(count))
    return [Sample(text, 0, "own_operator", "own:operator") for text in texts]


def spoken(count: int, chance: random.Random) -> list[Sample]:
    """Attacks and twins in each language."""
    samples = []
    for language, sides in LANGUAGES.items():
        for templates, label in ((sides[0], 1), (sides[1], 0)):
            for _ in range(count):
                text = expanded(chance.choice(templates), chance)
                if chance.random() < 0.2:
                    text = inside(chance.choice(QUOTES_TO), text, chance)
                samples.append(Sample(text, label, f"own_{language}", f"own:{language}"))
    return samples


BURIED = ["new_task", "override_object", "pre_task", "addressed", "fake_mark", "extraction", "verdict", "verdict", "closing"]


def buried(count: int, carriers: list[str], chance: random.Random) -> list[Sample]:
    """A sentence in the middle of other people's prose: an attack, or its twin."""
    samples = []
    for number in range(count * 2):
        label = number % 2
        kind = chance.choice(BURIED)
        text = expanded(chance.choice(KINDS[kind][1 - label]), chance)
        sentences = re.split(r"(?<=[.!?。])\s+", chance.choice(carriers))[:6]
        at = chance.randrange(len(sentences) + 1)
        joined = chance.choice([" ", "\n", "\n\n"]).join([*sentences[:at], text, *sentences[at:]])
        samples.append(Sample(joined[:1500], label, "own_buried", "own:buried"))
    return samples


def generated(count: int, seed: int, carriers: list[str] | None = None) -> list[Sample]:
    """About 60 texts for each unit of `count`, half of them attacks. The same for the same seed."""
    if count <= 0:
        return []
    chance = random.Random(seed)
    samples = [sample for kind in KINDS for sample in paired(kind, count, chance)]
    samples += quoted(count * 4, chance)
    samples += operators(count * 3, chance)
    samples += triggers(count * 6, chance)
    samples += short_texts(count * 5, chance)
    samples += long_texts(count * 2, chance)
    samples += spoken(max(1, count * 2 // 3), chance)
    if carriers:
        samples += buried(count * 2, carriers, chance)
    seen: set[str] = set()
    return [s for s in samples if not (s.text in seen or seen.add(s.text))]


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes texts of our own grammar as JSON lines.")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--carriers", type=Path, help="corpus whose benign texts carry sentences")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    carriers = [s.text for s in read_corpus(options.carriers)[0] if s.kind in CARRIERS] if options.carriers else []
    with options.out.open("w") as file:
        for sample in generated(options.count, options.seed, carriers):
            row = {"text": sample.text, "label": sample.label, "class": sample.kind, "source": sample.source}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
