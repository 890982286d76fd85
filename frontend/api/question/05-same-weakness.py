answer = ask(QUERY, variables)
for weakness in answer["weaknesses"]["nodes"]:
    show(weakness["area"]["name"], weakness["title"])
for action in answer["actions"]["nodes"]:
    show(action["area"]["name"], action["reference"], action["status"]["shared"], action["text"])
