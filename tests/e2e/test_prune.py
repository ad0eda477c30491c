"""Old releases go, and what a kept tag names or a machine runs stays: reproducible builds share digests."""

import json
import unittest

import folder
import tool
from checkout import Checkout
from registry import Registry

IMAGE = "mainpc-cross-machine-gpu-scheduler"
SERVICE = "services/cross-machine-gpu-scheduler/scheduler/app.py"
GIT = ("-c", "user.name=test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false")


class Prune(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.registry = Registry(cls.folder, deletes=True)
        cls.addClassCleanup(cls.registry.stop)
        cls.address = f"127.0.0.1:{cls.registry.port}/fleet"
        cls.checkout = Checkout(cls.folder / "checkout")
        cls.git("init", "--quiet")
        # of one day, so that their order is that of their times alone
        cls.releases = [cls.push(f"2026-01-01T0{hour}:00:00Z") for hour in (1, 2)]
        (cls.checkout.path / SERVICE).open("a").write("\n# another content\n")
        tool.run("gen-lock", "-C", cls.checkout.path, "refresh", "--locked")
        cls.releases += [cls.push(f"2026-01-01T0{hour}:00:00Z") for hour in (3, 4)]

    @classmethod
    def git(cls, *arguments: str, **options) -> str:
        return tool.run("git", "-C", cls.checkout.path, *GIT, *arguments, **options)

    @classmethod
    def push(cls, date: str) -> str:
        """Commits what there is and pushes the image; gives the tag."""
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        cls.git("add", "--all")
        cls.git("commit", "--quiet", "--allow-empty", "--message", date, env=tool.environment(**dates))
        pushed = cls.gen_lock("push", cls.address, "--image", IMAGE, "--json")
        return json.loads(pushed)["tag"]

    @classmethod
    def gen_lock(cls, *arguments: str) -> str:
        return tool.run("gen-lock", "-C", cls.checkout.path, *arguments)

    def digests(self) -> dict[str, str]:
        """Tag → manifest, of those that are there."""
        repository = f"docker://{self.address}/{IMAGE}"
        listed = json.loads(tool.run("skopeo", "list-tags", "--tls-verify=false", repository))["Tags"]
        inspect = ("inspect", "--tls-verify=false", "--format={{.Digest}}")
        tags = [tag for tag in listed if not tag.startswith("sha256-")]
        return {tag: tool.run("skopeo", *inspect, f"{repository}:{tag}").strip() for tag in tags}

    def prune(self, *arguments: str) -> dict:
        return json.loads(self.gen_lock("prune", self.address, "--keep", "1", "--json", *arguments))

    def test_1_two_commits_with_one_content_share_a_digest(self):
        digests = self.digests()
        first, second, third, fourth = (digests[tag] for tag in self.releases)
        self.assertEqual((first, third), (second, fourth))
        self.assertNotEqual(first, third)

    def test_2_without_yes_it_only_tells(self):
        before = self.digests()
        report = self.prune()
        self.assertEqual(report["kept"], [self.releases[3]])
        deletable = [manifest for manifest in report["deletable"] if manifest["repository"] == IMAGE]
        tags = [sorted(self.releases[:2]), [self.digests()[self.releases[0]].replace(":", "-")]]
        self.assertEqual(sorted(manifest["tags"] for manifest in deletable), sorted(tags))
        self.assertEqual(report["deleted"], 0)
        self.assertEqual(self.digests(), before)

    def test_3_what_a_machine_runs_stays(self):
        running = self.digests()[self.releases[0]]
        file = self.folder / "release.json"
        file.write_text(record(f"{self.address}/{IMAGE}@{running}"))
        report = self.prune("--deployed", str(file))
        self.assertNotIn(running, [manifest["digest"] for manifest in report["deletable"]])

    def test_3_a_machine_that_is_none_is_said(self):
        ended = tool.attempt("gen-lock", "-C", self.checkout.path, "prune", self.address, "--keep", "1", "--deployed", self.folder)
        self.assertEqual(ended.returncode, 2, ended.stdout)
        self.assertIn("contains no release", ended.stderr)

    def test_3_every_release_of_a_machine_stays(self):
        running = self.digests()[self.releases[0]]
        release = self.folder / "state/releases/0001-0123456789ab"
        release.mkdir(parents=True)
        (release / "release.json").write_text(record(f"{self.address}/{IMAGE}@{running}"))
        report = self.prune("--deployed", str(self.folder / "state"))
        self.assertNotIn(running, [manifest["digest"] for manifest in report["deletable"]])

    def test_3_what_is_said_of_a_lock_is_no_release(self):
        """As a tool that signs it leaves it, where the registry keeps no referrers."""
        self.registry.put_index("fleet/build-lock", f"sha256-{'0' * 64}", self.releases[3])
        self.assertEqual(self.prune()["kept"], [self.releases[3]])

    def test_2_what_is_said_of_a_manifest_is_told(self):
        old = self.digests()[self.releases[0]]
        said = {manifest["digest"]: manifest["referrers"] for manifest in self.prune()["deletable"]}
        self.assertGreater(len(said[old]), 0, "its SBOM")

    def test_4_what_only_old_tags_name_goes(self):
        old, kept = self.digests()[self.releases[0]], self.digests()[self.releases[3]]
        # Whoever may push can write such a list; it names what stays.
        self.registry.put_index(f"fleet/{IMAGE}", old.replace(":", "-"), self.releases[3])
        self.assertGreater(self.prune("--yes")["deleted"], 0)
        self.assertEqual(self.digests(), dict.fromkeys(self.releases[2:], kept))
        self.assertEqual([m for m in self.prune()["deletable"] if m["repository"] == IMAGE], [])
        verified = self.gen_lock("verify", self.address, "--image", IMAGE, "--deep")
        self.assertIn("1 images", verified)

    def test_5_a_registry_that_refuses_is_named(self):
        refusing = Registry(self.folder / "refusing")
        self.addCleanup(refusing.stop)
        address = f"127.0.0.1:{refusing.port}/fleet"
        for date in ("2026-02-01T01:00:00Z", "2026-02-01T02:00:00Z"):
            (self.checkout.path / SERVICE).open("a").write(f"\n# {date}\n")
            tool.run("gen-lock", "-C", self.checkout.path, "refresh", "--locked")
            dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
            self.git("commit", "--quiet", "--all", "--message", date, env=tool.environment(**dates))
            self.gen_lock("push", address, "--image", IMAGE)
        ended = tool.attempt("gen-lock", "-C", self.checkout.path, "prune", address, "--keep", "1", "--yes")
        self.assertEqual(ended.returncode, 1)
        self.assertIn("refuses to delete", ended.stderr)


def record(image: str) -> str:
    """A machine's release of one service."""
    service = {"service": "x", "container": IMAGE, "image": image, "required": True, "supervises": False}
    release = {"version": 1, "machine": "mainpc", "lock": "", "git_sha": "", "force_image_tag": None}
    return json.dumps(release | {"services": [service]})


if __name__ == "__main__":
    unittest.main()
