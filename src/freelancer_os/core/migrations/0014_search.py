"""The index of search, and what each database looks words up by: FTS5 on SQLite, generated columns
with GIN indexes on PostgreSQL.

FTS5 takes words as they stand: its tokenizer `ascii` parts at spaces, which is all that our words
leave of ASCII besides letters and digits. See sqlite.org/fts5.html, "External Content Tables".
"""

import django.db.models.deletion
from django.db import DatabaseError, migrations, models, transaction

SQLITE = [
    "CREATE VIRTUAL TABLE core_search USING fts5(title, words, beside, content='core_searchrow',"
    " content_rowid='id', tokenize='ascii', prefix='1 2 3', detail='column')",
    "CREATE TRIGGER core_search_new AFTER INSERT ON core_searchrow BEGIN"
    " INSERT INTO core_search (rowid, title, words, beside)"
    " VALUES (new.id, new.title, new.words, new.beside); END",
    "CREATE TRIGGER core_search_gone AFTER DELETE ON core_searchrow BEGIN"
    " INSERT INTO core_search (core_search, rowid, title, words, beside)"
    " VALUES ('delete', old.id, old.title, old.words, old.beside); END",
    "CREATE VIRTUAL TABLE core_search_inside USING fts5(word, content='core_searchword',"
    " content_rowid='id', tokenize='trigram case_sensitive 1', detail='none')",
    "CREATE TRIGGER core_word_new AFTER INSERT ON core_searchword BEGIN"
    " INSERT INTO core_search_inside (rowid, word) VALUES (new.id, new.word); END",
    "CREATE TRIGGER core_word_gone AFTER DELETE ON core_searchword BEGIN"
    " INSERT INTO core_search_inside (core_search_inside, rowid, word)"
    " VALUES ('delete', old.id, old.word); END",
]
POSTGRESQL = [
    'ALTER TABLE core_searchrow ALTER title TYPE varchar(300) COLLATE "C"',  # as SQLite sorts
    'ALTER TABLE core_searchword ALTER word TYPE varchar(40) COLLATE "C",'
    ' ALTER mirrored TYPE varchar(40) COLLATE "C"',
    "ALTER TABLE core_searchrow ADD COLUMN titled tsvector GENERATED ALWAYS AS"
    " (array_to_tsvector(string_to_array(title, ' '))) STORED, ADD COLUMN worded tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(title, ' '))"
    " || array_to_tsvector(string_to_array(words, ' '))"
    " || array_to_tsvector(string_to_array(beside, ' '))) STORED",
    "CREATE INDEX core_search_newest ON core_searchrow (workspace_id, id)",
    "CREATE INDEX core_search_titled ON core_searchrow USING gin (titled)",
    "CREATE INDEX core_search_worded ON core_searchrow USING gin (worded)",
]
INSIDE = [  # the extension comes with PostgreSQL, but some leave it out
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX core_search_inside ON core_searchword USING gin (word gin_trgm_ops)",
]
BESIDE_TABLES = [
    "DROP TRIGGER core_search_new",
    "DROP TRIGGER core_search_gone",
    "DROP TRIGGER core_word_new",
    "DROP TRIGGER core_word_gone",
    "DROP TABLE core_search",
    "DROP TABLE core_search_inside",
]


def make(apps, editor):
    connection = editor.connection
    if connection.vendor == "sqlite":
        _execute(connection, SQLITE)
        return
    _execute(connection, POSTGRESQL)
    try:
        with transaction.atomic(using=connection.alias):
            _execute(connection, INSIDE)
    except DatabaseError:  # then words are found by their beginnings (`core.search.near`)
        pass


def drop(apps, editor):
    """Of PostgreSQL all of it goes with the tables."""
    if editor.connection.vendor == "sqlite":
        _execute(editor.connection, BESIDE_TABLES)


def _execute(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _owner():
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="people.workspace",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_job_that_holds_all"),
        ("people", "0009_closed_until"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("workspace", _owner()),
                ("model", models.CharField(max_length=64)),
                ("record_id", models.UUIDField()),
                ("title", models.CharField(default="", max_length=300)),
                ("words", models.TextField(default="")),
                ("beside", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "title", "id"], name="search_title"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "record_id"), name="search_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("workspace", _owner()),
                ("word", models.CharField(max_length=40)),
                ("mirrored", models.CharField(max_length=40)),
                ("count", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "mirrored"], name="word_from_its_end")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "word"), name="word_once")
                ],
            },
        ),
        migrations.RunPython(make, drop),
    ]
