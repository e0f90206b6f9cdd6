"""What the rendered pages are measured beside: Flask with one table of 20 rows from constants."""

from flask import Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)
ROWS = [
    {
        "id": n,
        "title": f"Customer service representative {n}",
        "company": "Brightline",
        "pay": "$18",
    }
    for n in range(1, 21)
]
PAGE = """<!doctype html>
<html lang="en"><head><title>Jobs</title></head><body><h1>Jobs</h1>
<table>{% for row in rows %}
<tr><td><a href="/jobs/{{ row.id }}">{{ row.title }}</a></td><td>{{ row.company }}</td>
<td>{{ row.pay }}</td></tr>{% endfor %}
</table></body></html>"""

# Compiled once, as the templates of a site are: a template given as a string is compiled anew in
# every request, which takes ten times as long as to render it.
app.jinja_loader = DictLoader({"table.html": PAGE})


@app.get("/")
def table() -> str:
    """The table."""
    return render_template("table.html", rows=ROWS)
