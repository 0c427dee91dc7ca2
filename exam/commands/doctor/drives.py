"""Which kind of file system a folder is on. SQLite needs locks that network drives do not hold reliably."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/mounts")
NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "virtiofs", "lustre", "gfs2", "ocfs2"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.davfs", "fuse.gcsfuse"),
    }
)


def network_drive(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of network drive that holds this path, as "nfs4"; "" for a disk of the machine, or where nobody knows.

    `mounts` is the kernel's table: device, place and kind on each line, with spaces in octal.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    target, best, kind = path.resolve(), -1, ""
    for line in lines:
        _, place, found, *_ = line.split(" ")
        folder = Path(place.replace("\\040", " "))
        # Of two on one place the later covers the earlier.
        if target.is_relative_to(folder) and len(folder.parts) >= best:
            best, kind = len(folder.parts), found
    return kind if kind in NETWORK else ""
