"""Official clients, called one line at a time: a call as JSON in, what the client made of the answer as JSON out.

A call is {client, streamed, key, question}; an answer is {text, finish, cache} or {error}. The gateway's address is the first argument.
"""

import json
import sys

import anthropic
import openai
from langchain_openai import ChatOpenAI

URL = sys.argv[1]


def ask_openai(key, question, streamed):
    client = openai.OpenAI(base_url=f"{URL}/v1", api_key=key, max_retries=0)
    messages = [{"role": "user", "content": question}]
    raw = client.chat.completions.with_raw_response.create(model="gpt-4o", messages=messages, stream=streamed)
    answer = raw.parse()
    if not streamed:
        [choice] = answer.choices
        return choice.message.content, choice.finish_reason, raw.headers
    choices = [choice for chunk in answer for choice in chunk.choices]
    text = "".join(choice.delta.content or "" for choice in choices)
    return text, choices[-1].finish_reason, raw.headers


def ask_anthropic(key, question, streamed):
    client = anthropic.Anthropic(base_url=URL, api_key=key, max_retries=0)
    messages = [{"role": "user", "content": question}]
    request = {"model": "claude-sonnet-4-5", "max_tokens": 100, "messages": messages}
    if streamed:
        with client.messages.stream(**request) as stream:
            answer = stream.get_final_message()
            headers = stream.response.headers
    else:
        raw = client.messages.with_raw_response.create(**request)
        answer, headers = raw.parse(), raw.headers
    text = "".join(block.text for block in answer.content if block.type == "text")
    return text, answer.stop_reason, headers


def ask_langchain(key, question, streamed):
    model = ChatOpenAI(
        model="gpt-4o", base_url=f"{URL}/v1", api_key=key, max_retries=0, include_response_headers=True
    )
    if streamed:
        chunks = list(model.stream(question))
        answer = sum(chunks[1:], chunks[0])
    else:
        answer = model.invoke(question)
    metadata = answer.response_metadata
    return answer.content, metadata["finish_reason"], metadata["headers"]


CLIENTS = {"openai": ask_openai, "anthropic": ask_anthropic, "langchain": ask_langchain}

for line in sys.stdin:
    call = json.loads(line)
    try:
        text, finish, headers = CLIENTS[call["client"]](call["key"], call["question"], call["streamed"])
        answer = {"text": text, "finish": finish, "cache": headers.get("x-cache")}
    except Exception as error:
        # The test that asked is to read it.
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
