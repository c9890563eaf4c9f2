#!/bin/sh
# Merges the branch that a merge request aims at, so that the checks see what would be published. FETCH_HEAD is that branch afterwards.
# GitLab's paid editions do this themselves (merged results); then there is nothing left to merge.
set -eu

git fetch --quiet --no-tags origin "refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
if ! git -c user.name=Pruefung -c user.email=pruefung@localhost merge --quiet --no-edit FETCH_HEAD; then
    echo "Der Zweig lässt sich nicht ohne Konflikte übernehmen: Bitte holen Sie den Stand von $CI_MERGE_REQUEST_TARGET_BRANCH_NAME." >&2
    exit 1
fi
