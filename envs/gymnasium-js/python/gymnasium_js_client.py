"""Plays an environment of JavaScript as a gymnasium.Env: RemoteEnv(["murmur", "env", "serve", "CartPole-v1"])."""
import base64, builtins, json, math, subprocess
import gymnasium, numpy as np

def encode(value):
    value = value.item() if getattr(value, "shape", None) == () else value
    if isinstance(value, np.ndarray):
        data = base64.b64encode(value.astype("<f4" if value.dtype == "f2" else value.dtype).tobytes()).decode()
        return {"$": "array", "dtype": value.dtype.name, "shape": value.shape, "data": data}
    if isinstance(value, (list, tuple)):
        return {"$": "tuple", "items": [encode(part) for part in value]}
    if hasattr(value, "items"):
        return {"$": "dict", "items": [[key, encode(part)] for key, part in value.items()]}
    return {"$": "float", "value": repr(value)} if isinstance(value, float) and not math.isfinite(value) else value

def decode(wire):
    kind = wire.get("$", "object") if isinstance(wire, dict) else type(wire).__name__
    if kind == "array":
        sent = np.frombuffer(base64.b64decode(wire["data"]), "f4" if wire["dtype"] == "float16" else wire["dtype"])
        return sent.reshape(wire["shape"]).astype(wire["dtype"])
    if kind == "space":
        return getattr(gymnasium.spaces, wire["type"])(**{key: decode(part) for key, part in wire["args"].items()})
    if kind in ("list", "tuple"):
        return list(map(decode, wire)) if kind == "list" else tuple(map(decode, wire["items"]))
    if kind == "graph":
        return gymnasium.spaces.graph.GraphInstance(*map(decode, list(wire.values())[1:]))
    if kind in ("dict", "object"):
        return {key: decode(part) for key, part in (wire["items"] if kind == "dict" else wire.items())}
    return {"int": int, "float": float}[kind](wire["value"]) if isinstance(wire, dict) else wire

class RemoteEnv(gymnasium.Env):
    def __init__(self, command, render_mode=None, **kwargs):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        vars(self).update(self.ask("make", encode({"render_mode": render_mode, **kwargs})))

    def ask(self, method, *arguments):
        try:
            print(json.dumps({"method": method, "arguments": arguments}), file=self.process.stdin, flush=True)
            answer = json.loads(self.process.stdout.readline())
        except (OSError, ValueError):
            raise gymnasium.error.Error(f"the process of the environment ended during {method}") from None
        if "error" in answer:
            name, text = answer["error"]["class"], answer["error"]["message"]
            raise getattr(gymnasium.error, name, getattr(builtins, name, gymnasium.error.Error))(text)
        return decode(answer["result"])

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        return tuple(self.ask("reset", encode(seed), encode(options)))

    def step(self, action):
        return tuple(self.ask("step", encode(action)))

    def render(self):
        return self.ask("render")

    def close(self):
        if self.process.poll() is None:
            self.ask("close")
            self.process.communicate()
