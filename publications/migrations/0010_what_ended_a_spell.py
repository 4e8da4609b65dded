from django.db import migrations, models


def say_what_ended(apps, schema_editor):
    spells = apps.get_model("publications", "PublicSpell").objects.exclude(ended_at=None)
    spells.update(ended_by="pause")
    for spell in spells.filter(review__state="archived").order_by("review", "began_at"):
        last = not spells.filter(review=spell.review_id, began_at__gt=spell.began_at).exists()
        if last:
            spells.filter(pk=spell.pk).update(ended_by="archive")


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0009_companions"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicspell",
            name="ended_by",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.RunPython(say_what_ended, migrations.RunPython.noop),
    ]
