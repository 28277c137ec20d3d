"""Writes the templates of the Jinja2 fixture as a corpus to begin with: python3 corpus.py FOLDER"""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "../../TemplateTests/Fixtures/jinja2.json"), encoding="utf-8") as file:
    cases = json.load(file)["cases"]
os.makedirs(sys.argv[1], exist_ok=True)
for index, case in enumerate(cases):
    templates = case["templates"]
    text = templates["main"]
    if len(templates) > 1:
        text = "".join("-- %s\n%s\n" % (name, body) for name, body in templates.items())
    with open(os.path.join(sys.argv[1], "%04d" % index), "w", encoding="utf-8") as file:
        file.write(text)
