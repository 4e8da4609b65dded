"""A plan from answers, one after the other; a wrong answer is explained and asked for again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst, slugify

from config.new_partnerships.checking import MANAGERS, wrong_answer, wrong_field, wrong_person
from home.keeping.terms import KEPT
from home.starting.terms import STARTER
from partnerships.models import Partnership, Terms
from people.roles import Role

Plan = dict[str, Any]
Hear = Callable[[], str]
Say = Callable[[str], object]

HOW = (
    "An empty answer takes what stands in brackets. A single - says nothing at all. Where several lines are asked for, "
    "put ; between them. Nothing is planted before everything is right."
)


class AnswersEnded(Exception):
    """The answers ended before everything was asked."""

    def __init__(self, words: str) -> None:
        super().__init__(f"The answers ended at “{words}”. Nothing was planted.")


@dataclass(frozen=True)
class Question:
    """What is asked, what an empty answer means, and what is wrong with an answer."""

    words: str
    wrong: Callable[[str], str]
    default: str = ""
    has_lines: bool = False


def ask_for_plan(hear: Hear, say: Say) -> Plan:
    """Return what was answered; `hear` gives a line with its end, or nothing when there is no more."""
    say(HOW)
    plan: Plan = {}
    for name in _OWN:
        plan[name] = _ask(_own(name, _default(name, plan)), hear, say)
    say("What your partnership calls things, and what it promises. Leaflets say it.")
    plan["terms"] = {name: _ask(_term(name, plan), hear, say) for name in KEPT}
    say("Who is invited first, and invites the others.")
    plan["people"] = [{name: _ask(question, hear, say) for name, question in _FIRST.items()}]
    return plan


def _ask(question: Question, hear: Hear, say: Say) -> str:
    while True:
        shown = "; ".join(question.default.splitlines())
        say(f"{question.words} [{shown}]" if shown else question.words)
        typed = hear()
        if not typed:
            raise AnswersEnded(question.words)
        answer = _meant(typed.strip(), question)
        wrong = question.wrong(answer)
        if not wrong:
            return answer
        say(f"  {wrong}")


def _meant(typed: str, question: Question) -> str:
    if not typed:
        return question.default
    if typed == "-":
        return ""
    return "\n".join(part.strip() for part in typed.split(";")) if question.has_lines else typed


def _default(name: str, plan: Plan) -> str:
    """Return what an empty answer means, given what was answered before."""
    if name == "slug":
        return slugify(plan["short_name"])
    return Partnership._meta.get_field("colour").default if name == "colour" else ""


def _own(name: str, default: str) -> Question:
    words = "Public host, like reviews.example.org" if name == "host" else _label(Partnership, name)
    return Question(words, lambda value: wrong_answer(name, value), default, has_lines=name == "postal_address")


def _term(name: str, plan: Plan) -> Question:
    default = (STARTER | {"body": plan["name"]}).get(name, "")
    has_lines = name == "members"
    return Question(_label(Terms, name), lambda value: wrong_field(Terms, name, value), default, has_lines)


def _label(model: Any, name: str) -> str:
    field = model._meta.get_field(name)
    return f"{capfirst(str(field.verbose_name))}. {field.help_text}".removesuffix(" ").removesuffix(".")


def _wrong_role(role: str) -> str:
    return "" if role in MANAGERS else f"Choose {' or '.join(MANAGERS)}: the first person invites the others."


_OWN = ("name", "short_name", "slug", "host", "mailbox", "phone", "postal_address", "colour")
_FIRST = {
    "name": Question("Their name", lambda value: wrong_person("name", value)),
    "email": Question("Their e-mail address", lambda value: wrong_person("email", value)),
    "role": Question(f"Their role ({' or '.join(MANAGERS)})", _wrong_role, Role.BUSINESS_MANAGER.value),
}
