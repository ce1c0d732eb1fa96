"""Two replicas' ledgers over one Redis (its address is the argument): prints what was admitted and spent, as JSON."""

import asyncio
import json
import os
import sys

os.environ.update(LITELLM_LOCAL_MODEL_COST_MAP="True")
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../litellm"))

from litellm_hooks.holds import Hold, Limit, LocalLedger, RedisLedger

BUDGET, HELD, COST = 1.0, 0.25, 0.125


async def call(ledger: RedisLedger, name: str, limit: Limit, end: asyncio.Event) -> bool:
    hold = Hold(name, HELD)
    if await ledger.hold(limit, hold) is not None:
        return False
    await end.wait()
    await ledger.settle(limit, hold, COST)
    return True


async def main(url: str) -> None:
    replicas = [RedisLedger(url), RedisLedger(url)]
    limit, end = Limit("key acme:ever", BUDGET, 0.0), asyncio.Event()
    calls = [asyncio.create_task(call(replicas[at % 2], f"{at}", limit, end)) for at in range(80)]
    await asyncio.wait(calls, timeout=5)
    end.set()
    admitted = [await task for task in calls]
    rounds = 0
    # The rest of the budget, one call after the other.
    while await call(replicas[rounds % 2], f"later-{rounds}", limit, end) and rounds < 20:
        rounds += 1
    refused = await replicas[0].hold(limit, Hold("last", HELD))
    restarted = await RedisLedger(url).hold(limit, Hold("after-a-restart", HELD))
    away = RedisLedger("redis://127.0.0.1:1")
    alone = await away.hold(limit, Hold("alone", HELD))
    assert isinstance(away.local, LocalLedger)
    print(
        json.dumps(
            {
                "together": len([one for one in admitted if one]),
                "oneByOne": rounds,
                "spent": refused.spent if refused else None,
                "held": refused.held if refused else None,
                "restarted": restarted is not None,
                "alone": alone is None,
            }
        )
    )


asyncio.run(main(sys.argv[1]))
