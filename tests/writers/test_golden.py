"""Every writer makes of a report what it made before."""

from tests.writers.golden import FOLDER, made


def test_every_format_is_as_it_was() -> None:
    texts = made()
    assert {path.name for path in FOLDER.iterdir()} == set(texts)
    for name, text in texts.items():
        assert text == (FOLDER / name).read_text(encoding="utf-8"), name
