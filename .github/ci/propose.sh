#!/usr/bin/env bash
# propose.sh FOLDER BRANCH: commits FOLDER/patch on BRANCH, and opens a pull request with the text of FOLDER/text.md.
# Runs on the hosted runner, which has gh; GH_TOKEN is the job's token.
set -euo pipefail

# The largest text of a pull request, in characters, with some margin.
LONGEST=60000
title="Refresh the locks"

git switch --quiet --force-create "$2"
git apply --index "$1/patch"
git -c user.name="github-actions[bot]" -c user.email="github-actions[bot]@users.noreply.github.com" \
  commit --quiet --message "$title"
gh auth setup-git
git push --force origin "HEAD:$2"

text=$(mktemp)
head -c "$LONGEST" "$1/text.md" >"$text"
if gh pr view "$2" --json state --jq .state 2>/dev/null | grep -qx OPEN; then
  gh pr edit "$2" --title "$title" --body-file "$text"
else
  gh pr create --head "$2" --title "$title" --body-file "$text"
fi
