"""What a PDF draws in layers that are switched off is taken out; what is left is there for everybody (R25).

Only what paints is taken out of a hidden layer: what moves the pen stays, since the rest of the page relies on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream

PAINTS = {"Tj", "TJ", "Do", "sh", "INLINE IMAGE"}
# Shows a text on the next line: the line stays, the text goes.
NEXT_LINE = {"'", '"'}
PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
# What marks a stretch or a place and may say in words what is drawn there, and what marks the same without a word.
SAYS = {"BDC": "BMC", "DP": "MP"}
WORDS = ("/ActualText", "/Alt", "/E")
_DEEPEST = 12


def cut_hidden_layers(pdf: Pdf) -> None:
    """Take out whatever is in a layer that is not shown, and the names of all layers."""
    if "/OCProperties" not in pdf.Root:
        return
    hidden, drawn = hidden_layers(pdf), set()
    for page in pdf.pages:
        # The resources may be those of what the page belongs to.
        resources = page.resources
        page.contents_coalesce()
        if isinstance(page.obj.get("/Contents"), Stream):
            _cut(pdf, page.obj.Contents, resources, hidden, drawn, 0)
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == "/OCG":
            for name in [name for name in item.keys() if name != "/Type"]:  # noqa: SIM118 (it is no mapping)
                del item[name]
            item.Name = pikepdf.String("")


def is_in_hidden_layer(pdf: Pdf, item: Any) -> bool:
    """Return whether an annotation or a drawing says that it belongs to a layer that is not shown."""
    return "/OC" in item and "/OCProperties" in pdf.Root and not _is_shown(item.OC, hidden_layers(pdf))


def hidden_layers(pdf: Pdf) -> set[tuple[int, int]]:
    """Return the numbers of the layers that are off when the file is opened."""
    properties = pdf.Root.OCProperties
    settings = properties.get("/D", Dictionary())
    off = {layer.objgen for layer in settings.get("/OFF", Array())}
    if settings.get("/BaseState", Name.ON) == "/ON":
        return off
    on = {layer.objgen for layer in settings.get("/ON", Array())}
    return off | ({layer.objgen for layer in properties.get("/OCGs", Array())} - on)


def _cut(pdf: Pdf, stream: Stream, resources: Any, hidden: set, drawn: set, depth: int) -> None:
    if stream.objgen in drawn or depth > _DEEPEST:
        return
    drawn.add(stream.objgen)
    kept = list(_kept(pdf, stream, resources, hidden))
    stream.write(pikepdf.unparse_content_stream(kept))
    for form in _things(resources, "/XObject"):
        if isinstance(form, Stream) and form.get("/Subtype") == "/Form":
            _cut(pdf, form, form.get("/Resources", resources), hidden, drawn, depth + 1)


def _kept(pdf: Pdf, stream: Stream, resources: Any, hidden: set) -> Iterator[Any]:
    marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BMC", "BDC"):
            marks.append(operator == "BDC" and _hides(operands, resources, hidden))
        is_hidden = any(marks) or (operator == "Do" and _is_hidden_drawing(pdf, operands, resources))
        if operator == "EMC" and marks:
            marks.pop()
        if is_hidden and operator in SAYS:
            yield _unsaid(instruction, operator, resources)
        else:
            yield from _left_of(instruction, operator) if is_hidden else [instruction]


def _unsaid(instruction: Any, operator: str, resources: Any) -> Any:
    tag, said = instruction.operands[0], instruction.operands[-1]
    named = resources.get("/Properties", Dictionary()).get(str(said)) if isinstance(said, Name) else None
    for name in WORDS if isinstance(named, Dictionary) else ():
        if name in named:
            del named[name]
    return pikepdf.ContentStreamInstruction([tag], Operator(SAYS[operator]))


def _left_of(instruction: Any, operator: str) -> list[Any]:
    if operator in PAINTS:
        return []
    if operator in NEXT_LINE:
        return [pikepdf.ContentStreamInstruction([], Operator("T*"))]
    return [pikepdf.ContentStreamInstruction([], Operator("n"))] if operator in PATHS else [instruction]


def _hides(operands: Any, resources: Any, hidden: set) -> bool:
    if len(operands) < 2 or operands[0] != "/OC":
        return False
    layer = operands[1]
    found = resources.get("/Properties", Dictionary()).get(str(layer)) if isinstance(layer, Name) else layer
    return isinstance(found, Dictionary) and not _is_shown(found, hidden)


def _is_hidden_drawing(pdf: Pdf, operands: Any, resources: Any) -> bool:
    found = resources.get("/XObject", Dictionary()).get(str(operands[0])) if len(operands) else None
    return found is not None and is_in_hidden_layer(pdf, found)


def _is_shown(layer: Any, hidden: set) -> bool:
    if layer.get("/Type") != "/OCMD":
        return layer.objgen not in hidden
    if isinstance(layer.get("/VE"), Array):
        return _holds(layer.VE, hidden, 0)
    named = layer.get("/OCGs", Array())
    states = [each.objgen not in hidden for each in (named if isinstance(named, Array) else [named])]
    policy = str(layer.get("/P", "/AnyOn"))
    wanted = any if policy.startswith("/Any") else all
    return not states or wanted(state is policy.endswith("On") for state in states)


def _holds(said: Any, hidden: set, depth: int) -> bool:
    """Return whether an expression over layers holds; what cannot be understood is taken to be hidden."""
    if isinstance(said, Dictionary):
        return said.objgen not in hidden
    if not isinstance(said, Array) or depth > _DEEPEST or len(said) < 2:
        return False
    parts = [_holds(part, hidden, depth + 1) for part in list(said)[1:]]
    return {"/And": all(parts), "/Or": any(parts), "/Not": not parts[0]}.get(str(said[0]), False)


def _things(resources: Any, kind: str) -> list[Any]:
    found = resources.get(kind, Dictionary())
    return list(found.values()) if isinstance(found, Dictionary) else []
