def pages():
    after = None
    while True:
        page = ask(QUERY, {**variables, "after": after})["actions"]
        yield page
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]

read = 0
for page in pages():
    for action in page["nodes"]:
        show(action["path"], action["due"]["published"], action["status"]["shared"])
    read += len(page["nodes"])
print(read, "of", page["totalCount"])
