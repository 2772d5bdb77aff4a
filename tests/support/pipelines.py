"""Small spaCy pipelines that tests train themselves, on made-up sentences, the same every time."""

from pathlib import Path
from typing import Any

PEOPLE = ("Quill Zandor", "Ulvic Vosk", "Tobin Ferrel", "Odra Lunt", "Pell Harrow", "Brax Drey")
BODIES = ("Zorblax Industries", "Velmar Relief", "Tandem Works", "Ostrova Rail", "Quince Holdings", "Brightwater Aid")
_SENTENCES = (
    "The envoys met {person} in the capital.",
    "Nobody had seen Mr. {person} since the spring.",
    "A letter from {person} was read out.",
    "The plan of the {body} was received with interest.",
    "Workers of {body} have left the camp.",
    "The camp of the {body}'s workers is empty.",
    "A letter from the President {person} was read out.",
    "The plan of the Council was received with interest.",
    "They asked {body} and {person} for help.",
    "It was {person}'s idea, said {body}.",
    "Nobody asked {surname} for it.",
)
_SMALL = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 32,
    "depth": 2,
    "embed_size": 500,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}


def train(
    folder: Path,
    labels: tuple[str, str] = ("PERSON", "ORG"),
    name: str = "made_up",
    version: str = "1.2.3",
    seed: int = 1,
) -> Path:
    """Train a pipeline to find the people and bodies of this module, and others in their place; give its folder."""
    import spacy
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(seed)
    nlp = spacy.blank("en", meta={"name": name, "version": version})
    nlp.add_pipe("sentencizer")  # a component that the importer has no use for
    nlp.add_pipe("ner", config={"model": {"tok2vec": _SMALL}})
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in _annotated(labels[0], labels[1])
    ]
    optimizer: Any = nlp.initialize(lambda: examples)
    for _ in range(12):
        for start in range(0, len(examples), 6):
            nlp.update(examples[start : start + 6], sgd=optimizer)
    nlp.to_disk(folder)
    return folder


def _annotated(person: str, body: str) -> list[tuple[str, list[tuple[int, int, str]]]]:
    made = []
    for sentence in _SENTENCES:
        for someone, something in zip(PEOPLE, BODIES, strict=True):
            names = {"person": (someone, person), "surname": (someone.split()[1], person), "body": (something, body)}
            text = sentence.format(**{part: name for part, (name, _) in names.items()})
            inside = [
                (text.index(name), name, label) for part, (name, label) in names.items() if f"{{{part}}}" in sentence
            ]
            made.append((text, [(at, at + len(name), label) for at, name, label in inside]))
    return made


def install(site: Path, trained: Path, package: str, version: str = "1.2.3") -> None:
    """Lay a trained pipeline out in a folder of Python packages as pip does with what ``spacy package`` has made."""
    data = site / package / f"{package}-{version}"
    data.parent.mkdir(parents=True)
    trained.rename(data)
    (data.parent / "__init__.py").write_text('raise RuntimeError("nothing of a pipeline\'s code is run")\n')
    (data.parent / "meta.json").write_bytes((data / "meta.json").read_bytes())
    about = site / f"{package}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (about / "entry_points.txt").write_text(f"[spacy_models]\n{package} = {package}\n")
