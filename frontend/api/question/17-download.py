import csv, io, json
from urllib.parse import urlencode
from urllib.request import urlopen

wanted = {{variables}}
address = "http://127.0.0.1:8080/download/measures.csv?" + urlencode({"filter": json.dumps(wanted)})
with urlopen(address) as file:
    measures = list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")))
print(len(measures), "measures")
for measure in measures:
    print(measure["number"], measure["unit"], measure["text"], sep="\t")
