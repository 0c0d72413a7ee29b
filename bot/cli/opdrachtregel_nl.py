"""What the command line says about itself and about a command that is typed wrong."""

from __future__ import annotations

GEBRUIK = "gebruik: "
WAT, OPTIES = "wat u meegeeft", "opties"
HULP = "laat deze uitleg zien"
# A word of argparse → the sentence for it. {0}, {1}: what the pattern catches.
FOUTEN = {
    r"the following arguments are required: (.+)": "Hier ontbreekt nog iets: {0}.",
    r"argument (.+?): invalid choice: '?(.*?)'? \(choose from .+": "'{1}' kan niet bij {0}.",
    r"unrecognized arguments: (.+)": "Dit hoort niet bij deze opdracht: {0}.",
    r"argument (.+?): expected (?:one|at least one) argument": "Na {0} hoort nog een waarde.",
    r"argument (.+?): invalid .+? value: '(.*)'": "'{1}' kan niet bij {0}.",
    r"argument (.+?): not allowed with argument (.+)": "{0} en {1} kunnen niet samen.",
    r"one of the arguments (.+) is required": "Kies een van deze: {0}.",
}
KIES = "U kunt kiezen uit: {0}."
MEER = "Uitleg: {0} --help"
