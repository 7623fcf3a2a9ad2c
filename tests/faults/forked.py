"""Wizards started from a process that has loaded everything: hundreds of starts take little time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_LONGEST = 65536


class Nursery:
    """The process that starts them; as a context manager, it ends with all its children."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment)
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
        self._process.wait()

    def start(self, words: list[str], slave: int, env: Mapping[str, str], cwd: Path) -> Child:
        """Start `nianbao` with these words on a terminal."""
        order = {"words": words, "env": dict(env), "cwd": str(cwd)}
        socket.send_fds(self._socket, [json.dumps(order).encode()], [slave])
        return Child(self, json.loads(self._socket.recv(_LONGEST)))

    def code(self, pid: int) -> int | None:
        """How a child ended, negative for a signal; None while it runs."""
        self._socket.sendall(json.dumps({"ended": pid}).encode())
        code: int | None = json.loads(self._socket.recv(_LONGEST))
        return code


class Child:
    """A started program, with what `Terminal` asks of one."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self._nursery = nursery
        self._code: int | None = None

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self._code is None:
            self._code = self._nursery.code(self.pid)
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and give how it ended.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        end = time.monotonic() + (timeout or 1e9)
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("nianbao", timeout or 0)
            time.sleep(0.005)
        return code

    def send_signal(self, sig: int) -> None:
        """Send it a signal, as long as it runs."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


def _serve(connection: socket.socket) -> None:
    import nianbao.wizard

    nianbao.wizard._settle_environment()
    for module in ("cli", "wizard.app", "wizard.walk", "wizard.opening", "operations"):
        import_module(f"nianbao.{module}")
    for name in ("start", "overview", "narrative", "table", "basic", "paste"):
        import_module(f"nianbao.wizard.screens.{name}")
    import_module("textual.drivers.linux_driver")
    import_module("nianbao.operations").editions()
    children: set[int] = set()
    while True:
        data, files, *_ = socket.recv_fds(connection, _LONGEST, 1)
        if not data:
            break
        order = json.loads(data)
        if "ended" in order:
            connection.sendall(json.dumps(_ended(order["ended"], children)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            connection.close()
            _become(order, files[0])
        children.add(pid)
        os.close(files[0])
        connection.sendall(json.dumps(pid).encode())
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _ended(pid: int, children: set[int]) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    children.discard(pid)
    return os.waitstatus_to_exitcode(status)


def _become(order: dict[str, Any], terminal: int) -> None:
    import fcntl
    import termios

    from nianbao.cli import main

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(terminal, descriptor)
    os.close(terminal)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    code = 1
    try:
        code = main(order["words"])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        raise
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
