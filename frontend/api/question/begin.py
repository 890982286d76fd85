import json
from urllib.request import Request, urlopen

API = "http://127.0.0.1:8080"
variables = {{variables}}
QUERY = """
{{query}}
"""

def ask(query, variables=None):
    body = json.dumps({"query": query, "variables": variables}).encode()
    with urlopen(Request(f"{API}/graphql", body, {"Content-Type": "application/json"})) as response:
        answer = json.load(response)
    if "errors" in answer:
        raise SystemExit(answer["errors"][0]["message"])
    return answer["data"]

def show(*cells):
    print(*("" if cell is None else cell for cell in cells), sep="\t")
