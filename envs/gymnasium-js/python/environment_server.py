"""Runs one Gymnasium or PettingZoo environment for another process.

Requests come as lines of JSON on standard input, answers leave on standard output. Needs nothing but Python and the
library of the environment. Started by RemoteEnv, RemoteAECEnv and RemoteParallelEnv of gymnasium-js.
"""
import base64
import importlib
import json
import math
import os
import signal
import sys
import traceback
import warnings

MISSING = {"env": "gymnasium", "aec": "pettingzoo", "parallel": "pettingzoo"}
SPACES = ("Box", "Discrete", "MultiBinary", "MultiDiscrete", "Text", "Dict", "Tuple", "OneOf", "Sequence", "Graph")


def numpy():
    return importlib.import_module("numpy")


def encode(value):
    """A value as JSON; what has no form of its own goes as its text."""
    np = numpy()
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        wide = value.astype("<f4") if value.dtype.name == "float16" else np.ascontiguousarray(value)
        data = base64.b64encode(wide.tobytes()).decode()
        return {"$": "array", "dtype": value.dtype.name, "shape": list(value.shape), "data": data}
    if isinstance(value, np.generic):
        return encode(value.item())
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"$": "int", "value": str(value)}
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$": "float", "value": repr(value)}
    if hasattr(value, "edge_links"):
        return {"$": "graph", **{part: encode(getattr(value, part)) for part in ("nodes", "edges", "edge_links")}}
    if isinstance(value, (list, np.ndarray)):
        return [encode(part) for part in value]
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [encode(part) for part in value]}
    if isinstance(value, dict):
        return {"$": "dict", "items": [[encode(key), encode(part)] for key, part in value.items()]}
    return str(value)


def decode(wire):
    """A value from JSON."""
    if isinstance(wire, list):
        return [decode(part) for part in wire]
    if not isinstance(wire, dict):
        return wire
    kind = wire.get("$")
    if kind == "array":
        np, dtype = numpy(), wire["dtype"]
        sent = "float32" if dtype == "float16" else dtype
        array = np.frombuffer(base64.b64decode(wire["data"]), dtype=sent).reshape(wire["shape"])
        return array.astype(dtype)
    if kind == "tuple":
        return tuple(decode(part) for part in wire["items"])
    if kind in ("int", "float"):
        return {"int": int, "float": float}[kind](wire["value"])
    if kind == "dict":
        return {decode(key): decode(part) for key, part in wire["items"]}
    if kind == "graph":
        graph = importlib.import_module("gymnasium.spaces.graph").GraphInstance
        return graph(*(decode(wire[part]) for part in ("nodes", "edges", "edge_links")))
    return {key: decode(part) for key, part in wire.items()}


def bounds(space, values, bounded, end):
    """Bounds with infinities where there are none; of an integer type they need float64 for that."""
    if space.dtype.kind == "f" or bool(bounded.all()):
        return encode(values)
    return encode(numpy().where(bounded, values.astype("float64"), end))


def encode_space(space):
    """The kind of a space and the arguments that make it again."""
    spaces = importlib.import_module("gymnasium.spaces")
    kind = next((name for name in SPACES if isinstance(space, getattr(spaces, name, ()))), None)
    dtype = getattr(getattr(space, "dtype", None), "name", "int64")
    if kind == "Box":
        args = {"low": bounds(space, space.low, space.bounded_below, -math.inf), "shape": encode(space.shape)}
        args |= {"high": bounds(space, space.high, space.bounded_above, math.inf), "dtype": dtype}
    elif kind == "Discrete":
        args = {"n": int(space.n), "start": int(space.start), "dtype": dtype}
    elif kind == "MultiBinary":
        args = {"n": int(space.n) if isinstance(space.n, (int, numpy().integer)) else [int(n) for n in space.n]}
    elif kind == "MultiDiscrete":
        args = {"nvec": encode(space.nvec), "start": encode(space.start), "dtype": dtype}
    elif kind == "Text":
        args = {"max_length": space.max_length, "min_length": space.min_length}
        args["charset"] = "".join(space.character_list)
    elif kind == "Dict":
        items = space.spaces.items()
        args = {"spaces": [{"$": "tuple", "items": [key, encode_space(part)]} for key, part in items]}
    elif kind in ("Tuple", "OneOf"):
        args = {"spaces": [encode_space(part) for part in space.spaces]}
    elif kind == "Sequence":
        args = {"space": encode_space(space.feature_space), "stack": space.stack}
    elif kind == "Graph":
        edges = None if space.edge_space is None else encode_space(space.edge_space)
        args = {"node_space": encode_space(space.node_space), "edge_space": edges}
    else:
        raise TypeError(f"the space {space} is of a kind of its own, {type(space).__name__}, which cannot be sent")
    return {"$": "space", "type": kind, "args": args}


def generator_state(generator):
    """The state of a generator, whose numbers are beyond what JSON holds."""
    return json.loads(json.dumps(generator.bit_generator.state), parse_int=str)


class Server:
    """One environment, and a method for each request."""

    def __init__(self):
        self.env = None

    def make(self, kind, target, kwargs, modules):
        for module in modules:
            importlib.import_module(module)
        if kind == "env":
            self.env = importlib.import_module("gymnasium").make(target, **decode(kwargs))
        else:
            importlib.import_module("pettingzoo")
            module, _, name = target.partition(":")
            maker = getattr(importlib.import_module(module), name or {"aec": "env", "parallel": "parallel_env"}[kind])
            self.env = maker(**decode(kwargs))
        return getattr(self, "describe_" + ("env" if kind == "env" else "agents"))()

    def described(self):
        metadata = dict(self.env.metadata)
        modes = metadata.get("render_modes") or metadata.get("render.modes") or []
        told = {"render_modes": list(modes), "render_fps": metadata.get("render_fps"), "name": metadata.get("name")}
        told["is_parallelizable"] = bool(metadata.get("is_parallelizable", False))
        return {"metadata": told, "render_mode": getattr(self.env, "render_mode", None), "text": str(self.env)}

    def describe_env(self):
        spaces = {name: encode_space(getattr(self.env, name)) for name in ("observation_space", "action_space")}
        try:
            spec = self.env.spec.to_json() if self.env.spec is not None else None
        except ValueError:
            spec = None
        return {**self.described(), **spaces, "spec": spec}

    def describe_agents(self):
        return {**self.described(), "possible_agents": list(getattr(self.env, "possible_agents", []))}

    def agent_space(self, agent, name):
        return encode_space(getattr(self.env, name)(agent))

    def state_space(self):
        try:
            return encode_space(self.env.state_space)
        except (AttributeError, NotImplementedError):
            return None

    def reset(self, seed, options):
        return encode(self.env.reset(seed=decode(seed), options=decode(options)))

    def step(self, action):
        return encode(self.env.step(decode(action)))

    def ledger(self):
        env = self.env
        names = ("rewards", "terminations", "truncations", "infos")
        own = env.unwrapped if not hasattr(env, "_cumulative_rewards") else env
        parts = {name: encode(getattr(env, name)) for name in names}
        parts["cumulative_rewards"] = encode(own._cumulative_rewards)
        return {"agents": list(env.agents), "agent_selection": env.agent_selection if env.agents else "", **parts}

    def turn(self, action):
        self.env.step(decode(action))
        return self.ledger()

    def begin(self, seed, options):
        self.env.reset(seed=decode(seed), options=decode(options))
        return self.ledger()

    def observe(self, agent):
        return encode(self.env.observe(agent))

    def agents(self):
        return list(self.env.agents)

    def state(self):
        return encode(self.env.state())

    def render(self):
        return encode(self.env.render())

    def get_random(self):
        return {"seed": encode(self.env.np_random_seed), "state": generator_state(self.env.np_random)}

    def set_random(self, state):
        state["state"] = {name: int(value) for name, value in state["state"].items()}
        generator = numpy().random.default_rng(0)
        generator.bit_generator.state = state
        self.env.unwrapped.np_random = generator

    def close(self):
        if self.env is not None:
            self.env.close()


def describe_error(error):
    name = next(base.__name__ for base in type(error).__mro__ if base.__module__ in ("builtins", "gymnasium.error"))
    own = type(error).__name__
    text = str(error) if name == own else f"{own}: {error}"
    if isinstance(error, KeyError):
        text = repr(error.args[0]) if error.args else ""
    return {"class": name, "message": text, "traceback": traceback.format_exc()}


def main():
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # What environments print goes to standard error: standard output is for answers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks; the end of input ends this process, too.
    server, noted = Server(), []
    warnings.showwarning = lambda message, category, *_: noted.append([category.__name__, str(message)])
    for line in sys.stdin:
        request = json.loads(line)
        method, arguments = request["method"], request["arguments"]
        try:
            answer = {"result": getattr(server, method)(*arguments)}
        except ModuleNotFoundError as error:
            needed = MISSING[arguments[0]] if method == "make" else None
            answer = {"error": describe_error(error), "missing": needed if error.name == needed else None}
        except Exception as error:  # Whatever an environment raises is the caller's to see.
            answer = {"error": describe_error(error)}
        answer["warnings"] = noted[:]
        noted.clear()
        answers.write(json.dumps(answer, allow_nan=False) + "\n")
        answers.flush()
        if method == "close":
            break
    else:
        server.close()


if __name__ == "__main__":
    main()
