found = ask(QUERY, variables)["search"]
for kind in found["kinds"]:
    show(kind["kind"], kind["count"])
for hit in found["nodes"]:
    title = "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in hit["title"])
    show(hit["kind"], hit["path"], title)
