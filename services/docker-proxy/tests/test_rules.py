"""What passes to the engine, as it arrives there, and what does not: every verb by its name."""

import json
import time
from urllib.parse import parse_qs, urlsplit

from testing.image import until

from .proxy import ProxyCase

FILTERED = "all=1&filters=%7B%22label%22%3A%5B%22gen-lock.machine%3Dpc2%22%5D%7D"
STREAMED = "filters=%7B%22type%22%3A%5B%22container%22%5D%2C%22label%22%3A%5B%22gen-lock.machine%3Dpc2%22%5D%7D"
NO_ADDRESS = "no such address"
NO_METHOD = "not this method"
NOT_OURS = "not a container that the supervisor restarts"


class Allowed(ProxyCase):
    def test_get_ping(self):
        self.assert_allowed("GET /_ping")

    def test_head_ping(self):
        self.assert_allowed("HEAD /_ping")

    def test_ping_of_a_version(self):
        self.assert_allowed("GET /v1.41/_ping")

    def test_list(self):
        self.assert_allowed("GET /containers/json", f"GET /containers/json?{FILTERED}")

    def test_list_of_a_version(self):
        self.assert_allowed("GET /v1.41/containers/json", f"GET /v1.41/containers/json?{FILTERED}")

    def test_inspect(self):
        self.assert_allowed("GET /containers/pc2-cache-manager/json")

    def test_inspect_of_the_second_name(self):
        self.assert_allowed("GET /v1.41/containers/pc2-resource-manager/json")

    def test_inspect_drops_the_query(self):
        self.assert_allowed("GET /containers/pc2-cache-manager/json?size=1", "GET /containers/pc2-cache-manager/json")

    def test_restart(self):
        self.assert_allowed("POST /containers/pc2-cache-manager/restart")

    def test_restart_with_content_length_0(self):
        self.assert_allowed("POST /v1.41/containers/pc2-cache-manager/restart", None, "Content-Length: 0")

    def test_restart_keeps_t(self):
        self.assert_allowed("POST /containers/pc2-cache-manager/restart?t=5")

    def test_restart_drops_all_but_t(self):
        line = "POST /containers/pc2-cache-manager/restart"
        for query in ("signal=SIGKILL&t=5&name=x", "t=5;name=x", "t=5&t=x&T=9"):
            with self.subTest(query):
                self.engine.seen.clear()
                self.assert_allowed(f"{line}?{query}", f"{line}?t=5")

    def test_restart_drops_a_t_that_is_no_number(self):
        line = "POST /containers/pc2-cache-manager/restart"
        for value in ("", "-1", "1%00", "5x", "1234", "%35", "5%3Bname=x"):
            with self.subTest(value):
                self.engine.seen.clear()
                self.assert_allowed(f"{line}?t={value}", line)


class Query(ProxyCase):
    """Whatever the client asks, the list and the events are those of the machine."""

    ASKED = (
        "",
        "?",
        "?all=0",
        "?all=1&filters=%7B%7D",
        "?filters={}&limit=1&size=1",
        "?since=0&until=1",
        "?" + "x" * 999,
    )

    def test_of_the_list_is_replaced(self):
        for asked in self.ASKED:
            with self.subTest(asked):
                self.engine.seen.clear()
                self.assert_allowed(f"GET /containers/json{asked}", f"GET /containers/json?{FILTERED}")

    def test_of_the_events_is_replaced(self):
        for asked in self.ASKED:
            with self.subTest(asked), self.connect() as client:
                self.engine.seen.clear()
                client.sendall(f"GET /events{asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                self.assertIn(b"200", client.recv(65536))
                self.assertEqual(self.engine.seen, [("GET", f"/events?{STREAMED}")])

    def test_says_what_the_engine_reads(self):
        for query, filters in (
            (FILTERED, {"label": ["gen-lock.machine=pc2"]}),
            (STREAMED, {"type": ["container"], "label": ["gen-lock.machine=pc2"]}),
        ):
            self.assertEqual(json.loads(parse_qs(query)["filters"][0]), filters)
        self.assertEqual(parse_qs(FILTERED)["all"], ["1"])


class Headers(ProxyCase):
    def test_only_plain_ones_reach_the_engine(self):
        headers = ("X-Registry-Auth: e30=", "Cookie: a=b", "Authorization: Basic eDp5", "User-Agent: gen-lock")
        self.assert_allowed("GET /_ping", None, *headers)
        names = {name.lower() for name in self.engine.headers[0]} - {"connection"}
        self.assertEqual(names, {"host", "user-agent"})
        self.assertEqual({name.lower(): value for name, value in self.engine.headers[0].items()}["host"], "docker")


class DeniedVerbs(ProxyCase):
    def test_create(self):
        self.assert_denied("POST /containers/create?name=x", "Content-Length: 2", body="{}")
        self.assert_denied("POST /containers/create", reason=NO_ADDRESS)

    def test_exec_of_a_container(self):
        self.assert_denied("POST /containers/pc2-cache-manager/exec", reason=NO_ADDRESS)

    def test_exec_start(self):
        self.assert_denied("POST /exec/0123abc/start", reason=NO_ADDRESS)

    def test_exec_inspect(self):
        self.assert_denied("GET /exec/0123abc/json", reason=NO_ADDRESS)

    def test_exec_resize(self):
        self.assert_denied("POST /exec/0123abc/resize?h=1&w=1", reason=NO_ADDRESS)

    def test_start(self):
        self.assert_denied("POST /containers/pc2-cache-manager/start", reason=NO_ADDRESS)

    def test_stop(self):
        self.assert_denied("POST /containers/pc2-cache-manager/stop", reason=NO_ADDRESS)

    def test_kill(self):
        self.assert_denied("POST /containers/pc2-cache-manager/kill", reason=NO_ADDRESS)

    def test_update(self):
        self.assert_denied("POST /containers/pc2-cache-manager/update", reason=NO_ADDRESS)

    def test_rename(self):
        self.assert_denied("POST /containers/pc2-cache-manager/rename?name=x", reason=NO_ADDRESS)

    def test_pause_and_unpause(self):
        self.assert_denied("POST /containers/pc2-cache-manager/pause", reason=NO_ADDRESS)
        self.assert_denied("POST /containers/pc2-cache-manager/unpause", reason=NO_ADDRESS)

    def test_wait(self):
        self.assert_denied("POST /containers/pc2-cache-manager/wait", reason=NO_ADDRESS)

    def test_resize(self):
        self.assert_denied("POST /containers/pc2-cache-manager/resize?h=1&w=1", reason=NO_ADDRESS)

    def test_remove(self):
        self.assert_denied("DELETE /containers/pc2-cache-manager?force=1", reason=NO_ADDRESS)

    def test_prune(self):
        self.assert_denied("POST /containers/prune", reason=NO_ADDRESS)

    def test_archive(self):
        for method in ("GET", "PUT"):
            self.assert_denied(f"{method} /containers/pc2-cache-manager/archive?path=/", reason=NO_ADDRESS)
        answer = self.ask("HEAD /containers/pc2-cache-manager/archive?path=/")
        self.assertEqual((answer.status, self.engine.seen), (403, []))

    def test_export(self):
        self.assert_denied("GET /containers/pc2-cache-manager/export", reason=NO_ADDRESS)

    def test_copy(self):
        self.assert_denied("POST /containers/pc2-cache-manager/copy", reason=NO_ADDRESS)

    def test_attach(self):
        self.assert_denied("POST /containers/pc2-cache-manager/attach?stream=1", reason=NO_ADDRESS)

    def test_attach_by_websocket(self):
        self.assert_denied("GET /containers/pc2-cache-manager/attach/ws", reason=NO_ADDRESS)

    def test_logs(self):
        self.assert_denied("GET /containers/pc2-cache-manager/logs?stdout=1", reason=NO_ADDRESS)

    def test_top(self):
        self.assert_denied("GET /containers/pc2-cache-manager/top", reason=NO_ADDRESS)

    def test_stats(self):
        self.assert_denied("GET /containers/pc2-cache-manager/stats", reason=NO_ADDRESS)

    def test_changes(self):
        self.assert_denied("GET /containers/pc2-cache-manager/changes", reason=NO_ADDRESS)

    def test_checkpoints(self):
        self.assert_denied("POST /containers/pc2-cache-manager/checkpoints", reason=NO_ADDRESS)

    def test_commit(self):
        self.assert_denied("POST /commit?container=pc2-cache-manager", reason=NO_ADDRESS)

    def test_build(self):
        self.assert_denied("POST /build", reason=NO_ADDRESS)
        self.assert_denied("POST /build/prune", reason=NO_ADDRESS)

    def test_images(self):
        for line in ("GET /images/json", "POST /images/create?fromImage=x", "GET /images/x/json", "POST /images/load"):
            self.assert_denied(line, reason=NO_ADDRESS)
        for line in ("DELETE /images/x", "POST /images/x/push", "POST /images/x/tag", "GET /images/search?term=x"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_distribution(self):
        self.assert_denied("GET /distribution/x/json", reason=NO_ADDRESS)

    def test_volumes(self):
        for line in ("GET /volumes", "POST /volumes/create", "DELETE /volumes/x", "POST /volumes/prune"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_networks(self):
        for line in ("GET /networks", "POST /networks/create", "POST /networks/x/connect", "DELETE /networks/x"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_system(self):
        for line in ("GET /info", "GET /version", "GET /system/df", "POST /auth"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_swarm(self):
        for line in ("GET /swarm", "POST /swarm/init", "POST /swarm/join", "GET /nodes", "GET /services", "GET /tasks"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_secrets_and_configs(self):
        self.assert_denied("GET /secrets", reason=NO_ADDRESS)
        self.assert_denied("GET /configs", reason=NO_ADDRESS)

    def test_plugins(self):
        for line in ("GET /plugins", "POST /plugins/pull?remote=x", "POST /plugins/x/enable"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_session(self):
        self.assert_denied("POST /session", reason=NO_ADDRESS)

    def test_grpc(self):
        self.assert_denied("POST /grpc", reason=NO_ADDRESS)

    def test_debug(self):
        self.assert_denied("GET /debug/pprof/heap", reason=NO_ADDRESS)

    def test_root(self):
        self.assert_denied("GET /", reason=NO_ADDRESS)


class DeniedMethods(ProxyCase):
    def test_other_methods_of_ping(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "FOO"):
            self.assert_denied(f"{method} /_ping", reason=NO_METHOD)

    def test_other_methods_of_the_list(self):
        for method in ("POST", "HEAD", "PUT", "DELETE", "OPTIONS"):
            self.assert_denied_head(f"{method} /containers/json")

    def test_other_methods_of_the_events(self):
        for method in ("POST", "HEAD", "PUT", "DELETE", "OPTIONS"):
            self.assert_denied_head(f"{method} /events")

    def test_other_methods_of_inspect(self):
        for method in ("POST", "HEAD", "PUT", "DELETE", "OPTIONS"):
            self.assert_denied_head(f"{method} /containers/pc2-cache-manager/json")

    def test_other_methods_of_restart(self):
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
            self.assert_denied_head(f"{method} /containers/pc2-cache-manager/restart")

    def test_connect(self):
        self.assertEqual((self.ask("CONNECT docker:2375").status, self.engine.seen), (400, []))
        self.assert_denied("CONNECT docker-proxy:80", reason=NO_ADDRESS)

    def test_method_override(self):
        for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "x-http-method-override"):
            self.assert_denied("GET /_ping", f"{name}: POST", reason="no other method in a header")

    def assert_denied_head(self, line: str) -> None:
        """Answers to HEAD have no body."""
        self.assertEqual((self.ask(line).status, self.engine.seen), (403, []), line)


class DeniedNames(ProxyCase):
    def test_inspect_of_another_container(self):
        for name in (
            "pc2-docker-proxy",
            "pc2-cache",
            "pc2-cache-manager2",
            "pc2-cache-manager-",
            "none",
            "0123456789ab",
        ):
            self.assert_denied(f"GET /containers/{name}/json", reason=NOT_OURS)

    def test_restart_of_another_container(self):
        for name in ("pc2-docker-proxy", "mainpc-cache-manager", "cache-manager", "0123456789ab"):
            self.assert_denied(f"POST /containers/{name}/restart", reason=NOT_OURS)

    def test_name_in_another_case(self):
        self.assert_denied("GET /containers/PC2-cache-manager/json", reason=NOT_OURS)

    def test_two_names(self):
        self.assert_denied("GET /containers/pc2-cache-manager%20pc2-resource-manager/json")
        self.assert_denied("GET /containers/pc2-cache-manager,pc2-resource-manager/json")

    def test_no_name(self):
        for line in ("GET /containers//json", "GET /containers/", "GET /containers", "POST /containers//restart"):
            self.assert_denied(line, reason=NO_ADDRESS)

    def test_the_word_that_stands_for_no_name(self):
        self.assert_denied("GET /containers///none/json", reason=NO_ADDRESS)


class NoFleet(ProxyCase):
    """Neither a machine nor a container is named: it runs, and shows and restarts nothing."""

    environment: dict[str, str] = {}

    def test_every_name_is_denied(self):
        self.assert_denied("GET /containers/pc2-cache-manager/json", reason=NOT_OURS)
        self.assert_denied("POST /containers/pc2-cache-manager/restart", reason=NOT_OURS)

    def test_no_word_is_a_name(self):
        for name in ("none", "FLEET_CONTAINERS", "json", "0"):
            self.assert_denied(f"GET /containers/{name}/json", reason=NOT_OURS)

    def test_the_list_is_that_of_no_machine(self):
        self.assertEqual(self.ask("GET /containers/json").status, 200)
        filters = parse_qs(urlsplit(self.engine.seen[0][1]).query)["filters"][0]
        self.assertEqual(json.loads(filters), {"label": ["gen-lock.machine="]})


class EmptyFleet(NoFleet):
    environment = {"FLEET_CONTAINERS": "", "MACHINE": ""}


class HostileFleet(NoFleet):
    """Words that HAProxy could take for options or patterns."""

    environment = {"FLEET_CONTAINERS": "-f /etc/passwd -m reg .* -i ^", "MACHINE": ""}


class Log(ProxyCase):
    def test_one_line_for_what_is_denied_and_none_for_the_rest(self):
        before = len(self.lines())
        self.ask("GET /_ping")
        self.ask('GET /info?a="b"')
        self.assertTrue(self.listens())
        line = until(lambda: [line for line in self.lines() if line["status"] == 403], "a line of the log")[0]
        self.assertEqual(
            {key: line[key] for key in ("level", "reason", "method", "uri")},
            {"level": "warning", "reason": NO_ADDRESS, "method": "GET", "uri": '/info?a="b"'},
        )
        time.sleep(0.2)
        self.assertEqual(len(self.lines()), before + 1)

    def test_one_line_for_what_is_no_request(self):
        self.ask("what\tis")
        until(lambda: [line for line in self.lines() if (line["status"], line["reason"]) == (400, "-")], "a line")


class Events(ProxyCase):
    """The time-outs of all other requests are short here, and the stream is silent for longer."""

    replaced = {"timeout client 1m": "timeout client 1s", "timeout server 3m": "timeout server 1s"}

    def test_a_stream_comes_as_it_happens_and_ends_when_its_reader_leaves(self):
        with self.connect() as client:
            client.sendall(b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertIn(b"event-1", self.until_event(client, b"event-1"))
            time.sleep(2.5)
            self.engine.more.set()
            self.assertIn(b"event-2", self.until_event(client, b"event-2"))
            self.assertFalse(self.engine.left.is_set())
        self.assertTrue(self.engine.left.wait(5), "the engine's side of the stream is still open")

    def until_event(self, client, event: bytes) -> bytes:
        text = b""
        while event not in text and (read := client.recv(65536)):
            text += read
        return text


class NoEngine(ProxyCase):
    def test_says_that_the_engine_is_away(self):
        self.engine.stop()
        answer = self.ask("GET /_ping")
        self.assertEqual((answer.status, answer.reason), (503, "the engine cannot be reached"))
        self.assertTrue(self.listens())
