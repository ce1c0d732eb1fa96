"""Generated pairs of the kinds that the collected ones lack: who does what to whom, time, modifiers, and other languages.

Every wrong pair has its right twin made of the same words (passive, fronting, relative clause), so that a model cannot
learn "same words: same question". All wording here is our own (Apache-2.0, as the repository).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random

from phrases import CARRIERS, FRAMES, GOALS, LANGUAGES, MODIFIERS, PEOPLE, PLACES, ROLES, TIMES, THINGS, VERBS

Made = tuple[str, str, int, str]


def roles(rng: random.Random) -> list[Made]:
    """Active and passive in eight languages: the passive of the same roles asks the same, of swapped ones another thing."""
    language = rng.choice(list(ROLES))
    frames, verbs, names = ROLES[language]
    (active, passive), verb = rng.choice(frames), rng.choice(verbs)
    x, y = rng.sample(names, 2)
    act, pas = active.format(x=x, y=y, v=verb[0]), passive.format(x=x, y=y, p=verb[1])
    swapped_act, swapped_pas = active.format(x=y, y=x, v=verb[0]), passive.format(x=y, y=x, p=verb[1])
    return [(act, pas, 1, language), (act, swapped_act, 0, language), (act, swapped_pas, 0, language)]


def english_roles(rng: random.Random) -> list[Made]:
    base, third, past, participle = rng.choice(VERBS)
    x, y = rng.sample(PEOPLE, 2)
    tail = rng.choice(["", "", f" {rng.choice(TIMES)}", f" {rng.choice(MODIFIERS)}"])
    groups = [
        ([f"Did the {{x}} {base} the {{y}}{tail}?", f"Was the {{y}} {participle} by the {{x}}{tail}?"]),
        ([f"Why did the {{x}} {base} the {{y}}{tail}?", f"Why was the {{y}} {participle} by the {{x}}{tail}?",
          f"For what reason did the {{x}} {base} the {{y}}{tail}?"]),
        ([f"Can a {{x}} {base} a {{y}}{tail}?", f"Can a {{y}} be {participle} by a {{x}}{tail}?",
          f"Is it possible for a {{x}} to {base} a {{y}}{tail}?"]),
        ([f"What happens when a {{x}} {third} a {{y}}{tail}?", f"What happens when a {{y}} is {participle} by a {{x}}{tail}?",
          f"If a {{x}} {third} a {{y}}{tail}, what happens?"]),
        ([f"Name the {{x}} who {past} the {{y}}{tail}.", f"Name the {{x}} by whom the {{y}} was {participle}{tail}.",
          f"Who is the {{x}} that {past} the {{y}}{tail}?"]),
        ([f"The {{x}} {past} the {{y}}{tail}. What comes next?", f"The {{y}} was {participle} by the {{x}}{tail}. What comes next?"]),
        ([f"How often does the {{x}} {base} the {{y}}?", f"How often is the {{y}} {participle} by the {{x}}?"]),
    ]
    same = rng.choice(groups)
    first, second = rng.sample(same, 2)
    a, b = first.format(x=x, y=y), second.format(x=x, y=y)
    return [(a, b, 1, "en"), (a, first.format(x=y, y=x), 0, "en"), (a, second.format(x=y, y=x), 0, "en")]


COMPARATIVES = [("bigger", "smaller"), ("faster", "slower"), ("older", "younger"), ("cheaper", "more expensive"),
                ("stronger", "weaker"), ("heavier", "lighter"), ("safer", "more dangerous"), ("longer", "shorter")]


def comparisons(rng: random.Random) -> list[Made]:
    more, less = rng.choice(COMPARATIVES)
    x, y = rng.sample(THINGS + PLACES, 2)
    made = [
        (f"Is {x} {more} than {y}?", f"Is {y} {less} than {x}?", 1, "en"),
        (f"Is {x} {more} than {y}?", f"Is {y} {more} than {x}?", 0, "en"),
        (f"Why is {x} {more} than {y}?", f"Why is {y} {more} than {x}?", 0, "en"),
        (f"How much {more} is {x} than {y}?", f"By how much is {x} {more} than {y}?", 1, "en"),
        (f"How much {more} is {x} than {y}?", f"How much {more} is {y} than {x}?", 0, "en"),
        (f"What do {x} and {y} have in common?", f"What do {y} and {x} have in common?", 1, "en"),
        (f"Which is {more}, {x} or {y}?", f"Which is {more}, {y} or {x}?", 1, "en"),
        (f"Which is {more}, {x} or {y}?", f"Which is {less}, {x} or {y}?", 0, "en"),
        (f"Can {x} be used instead of {y}?", f"Can {y} be used instead of {x}?", 0, "en"),
        (f"Can {x} be used instead of {y}?", f"Can I use {x} in place of {y}?", 1, "en"),
        (f"Can {x} replace {y}?", f"Can {y} be replaced by {x}?", 1, "en"),
        (f"Can {x} replace {y}?", f"Can {x} be replaced by {y}?", 0, "en"),
        (f"How do I turn {x} into {y}?", f"How do I turn {y} into {x}?", 0, "en"),
        (f"How far is it from {x} to {y}?", f"What is the distance between {y} and {x}?", 1, "en"),
        (f"How do I move from {x} to {y}?", f"How do I move to {x} from {y}?", 0, "en"),
        (f"How do I move from {x} to {y}?", f"How can I move to {y} from {x}?", 1, "en"),
        (f"Does {x} depend on {y}?", f"Does {y} depend on {x}?", 0, "en"),
        (f"Does {x} cause {y}?", f"Is {y} caused by {x}?", 1, "en"),
        (f"Does {x} cause {y}?", f"Is {x} caused by {y}?", 0, "en"),
        (f"What is the effect of {x} on {y}?", f"How does {x} affect {y}?", 1, "en"),
        (f"What is the effect of {x} on {y}?", f"How does {y} affect {x}?", 0, "en"),
        (f"Should I learn {x} before {y}?", f"Should I learn {y} after {x}?", 1, "en"),
        (f"Should I learn {x} before {y}?", f"Should I learn {y} before {x}?", 0, "en"),
        (f"Should I learn {x} before {y}?", f"Should I learn {x} after {y}?", 0, "en"),
    ]
    return rng.sample(made, 4)


ADJECTIVES = ["old", "young", "rich", "sick", "new", "small", "local", "foreign", "famous", "retired", "married", "former"]


def modifiers(rng: random.Random) -> list[Made]:
    """The same words, tied to one another in another way."""
    x, y, z = rng.sample(PEOPLE, 3)
    p, q = rng.sample(ADJECTIVES, 2)
    time, other = rng.sample(TIMES, 2)
    made = [
        (f"Who is the {x} of the {p} {y}?", f"Who is the {p} {x} of the {y}?", 0, "en"),
        (f"Who is the {x} of the {p} {y}?", f"Who is the {p} {y}'s {x}?", 1, "en"),
        (f"Can a {p} {x} marry a {q} {y}?", f"Can a {q} {x} marry a {p} {y}?", 0, "en"),
        (f"Can a {p} {x} sue a {q} {y}?", f"Can a {q} {y} be sued by a {p} {x}?", 1, "en"),
        (f"What did the {x} say {time} about the {y}?", f"What did the {x} say about the {y} {time}?", 1, "en"),
        (f"What did the {x} say {time}?", f"What did the {x} say {other}?", 0, "en"),
        (f"{time.capitalize()}, what did the {x} buy?", f"What did the {x} buy {time}?", 1, "en"),
        (f"{time.capitalize()}, what did the {x} buy?", f"What did the {x} buy {other}?", 0, "en"),
        (f"What do most {x}s earn?", f"What do {x}s earn the most?", 0, "en"),
        (f"Is the {x} who knows the {y} {p}?", f"Is the {y} who knows the {x} {p}?", 0, "en"),
        (f"Which {x} knows the {y} that hired the {z}?", f"Which {x} knows the {z} that hired the {y}?", 0, "en"),
        (f"Which {x} knows the {y} that hired the {z}?", f"Which {x} knows the {y} by whom the {z} was hired?", 1, "en"),
        (f"Do only {x}s need {y}s?", f"Do {x}s need only {y}s?", 0, "en"),
        (f"The {x} talked to the {y} before the {z} left. Why?", f"Before the {z} left, the {x} talked to the {y}. Why?", 1, "en"),
        (f"The {x} talked to the {y} before the {z} left. Why?", f"The {z} left before the {x} talked to the {y}. Why?", 0, "en"),
        (f"What should {x}s know about {y}s?", f"What should {y}s know about {x}s?", 0, "en"),
        (f"Are all {p} {x}s {q}?", f"Are all {q} {x}s {p}?", 0, "en"),
        (f"How does a {x} become a {y}?", f"How does a {y} become a {x}?", 0, "en"),
        (f"How does a {x} become a {y}?", f"What must a {x} do to become a {y}?", 1, "en"),
    ]
    return rng.sample(made, 4)


def goals(rng: random.Random) -> list[Made]:
    """How, why, when, whether: one goal, several questions, each in several dresses."""
    goal = rng.choice(GOALS)
    other = rng.choice([g for g in GOALS if g is not goal])
    intent, neighbour = rng.sample(list(FRAMES), 2)
    first, second = rng.sample(FRAMES[intent], 2)
    vp, vp2 = rng.choice(goal), rng.choice(goal)
    a = first.format(vp)
    return [
        (a, second.format(vp2), 1, "en"),
        (a, rng.choice(FRAMES[neighbour]).format(vp2), 0, "en"),
        (a, rng.choice((first, second)).format(rng.choice(other)), 0, "en"),
    ]


def languages(rng: random.Random) -> list[Made]:
    """One question in several dresses; with another place or thing; and its neighbour."""
    language = rng.choice(list(LANGUAGES))
    intents, nouns, places = LANGUAGES[language]
    intent, neighbour = rng.sample(intents, 2)
    x, y, z = rng.sample(places if "{y}" in intent[0] else nouns, 3)
    first, second = rng.sample(intent, 2)
    a = first.format(x=x, y=y)
    made = [
        (a, second.format(x=x, y=y), 1, language),
        (a, second.format(x=z, y=y), 0, language),
        (a, rng.choice(neighbour).format(x=x, y=y), 0, language),
    ]
    if "{y}" in first:
        made.append((a, second.format(x=y, y=x), 0, language))
    return made


def carried(made: list[Made], rng: random.Random) -> list[Made]:
    """Now and then the same sentence goes before or after both: longer texts, the same difference."""
    if rng.random() > 0.25:
        return made
    before, after = rng.choice(CARRIERS)
    return [(f"{before}{a}{after}", f"{before}{b}{after}", s, l) if l == "en" else (a, b, s, l) for a, b, s, l in made]


RECIPES = {roles: 3, english_roles: 4, comparisons: 2, modifiers: 3, goals: 4, languages: 6}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=14_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    recipes = list(itertools.chain.from_iterable([recipe] * weight for recipe, weight in RECIPES.items()))
    seen: dict[tuple[str, str], Made] = {}
    while len(seen) < options.count:
        for a, b, same, lang in carried(rng.choice(recipes)(rng), rng):
            if a != b:
                seen[(min(a, b), max(a, b))] = (a, b, same, lang)
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        for a, b, same, lang in seen.values():
            out.write(json.dumps({"a": a, "b": b, "same": same, "lang": lang}, ensure_ascii=False) + "\n")


main()
