from django.db import migrations

from lifecycles.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [("lifecycles", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: install_triggers(editor.connection),
            lambda apps, editor: drop_triggers(editor.connection),
        )
    ]
