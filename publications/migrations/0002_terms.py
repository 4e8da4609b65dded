from django.db import migrations

from publications.vocabulary import TERMS


def plant_terms(apps, editor):
    Term = apps.get_model("publications", "Term")
    Term.objects.bulk_create(
        Term(kind=kind, slug=slug, label=label) for kind, terms in TERMS.items() for slug, label in terms.items()
    )


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]

    operations = [migrations.RunPython(plant_terms, migrations.RunPython.noop)]
