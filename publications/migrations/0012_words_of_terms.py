"""Terms get their definitions and synonyms; roles and organisations that have ended join them."""

from django.db import migrations

from publications.term_words import ADDED, ENDED, WORDS


def explain_terms(apps, editor):
    Term = apps.get_model("publications", "Term")
    for kind, terms in ADDED.items():
        Term.objects.bulk_create(Term(kind=kind, slug=slug, label=label) for slug, label in terms.items())
    for slug, label, last, successor, first in ENDED:
        after = Term.objects.get(kind="agency", slug=successor)
        after.valid_from = first
        after.save(update_fields=["valid_from"])
        Term.objects.create(kind="agency", slug=slug, label=label, valid_until=last, successor=after)
    for (kind, slug), (definition, synonyms) in WORDS.items():
        Term.objects.filter(kind=kind, slug=slug).update(definition=definition, synonyms=list(synonyms))


class Migration(migrations.Migration):
    dependencies = [("publications", "0011_finding_and_learning")]

    operations = [migrations.RunPython(explain_terms, migrations.RunPython.noop)]
