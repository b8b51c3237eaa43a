#!/usr/bin/env bash
# The reports in a browser: that clicks, keys, filters and the language switch do what they should, that nothing is asked of
# the network, that no finding of an accessibility check is serious, and what it all looks like.
#
#   scripts/report/run.sh [JUESUAN]        JUESUAN: the command to try; target/release/juesuan where none is named
#
# Needs Node.js and Chromium, which is installed by apt where it is missing and the system lets one. Screenshots are left in
# target/report/, to be looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."

juesuan=${1:-target/release/juesuan}
work=target/report
mkdir -p "$work"

if ! command -v chromium >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-wqy-zenhei >/dev/null
fi
if [ ! -d "$work/node_modules/playwright-core" ] || [ ! -d "$work/node_modules/axe-core" ]; then
    npm install --prefix "$work" --no-save --no-audit --no-fund --silent playwright-core@1.56.1 axe-core@4.14.1
fi

rm -rf "$work/archive" "$work/out" "$work"/*.html "$work"/*.png
mkdir -p "$work/archive/2022"
cp corpus/pdf/{tiny-23-faulty-drawn,small-21-faulty-drawn,zs12345-2022-embedded,tiny-12-scan,tiny-6-turned}.pdf corpus/text/small-1-dump.txt \
    "$work/archive/2022/"
printf 'no PDF' > "$work/archive/broken.pdf"
# What a document prints, and what it is called, must stay text.
hostile="$work/archive/<img src=x onerror=hit=1>.txt"
printf '%s\n' '2022年度<script>window.hit = 1</script>部门决算' '' '收入决算表' '' '单位：万元' '' \
    $'项 目\t\t本年收入合计' $'功能分类科目编码\t科目名称\t' $'栏次\t\t1' $'\t合计\t2.00' \
    $'201\t<img src=x onerror="window.hit = 1">\t1.00' '' '注：</script><script>window.hit = 1</script>' > "$hostile"

"$juesuan" report corpus/pdf/medium-22-faulty-drawn.pdf -o "$work/faulty.html"
"$juesuan" report corpus/pdf/zs12345-2022-embedded.pdf -o "$work/clean.html"
"$juesuan" report --lang en "$hostile" -o "$work/hostile.html"
"$juesuan" convert "$work/archive" -o "$work/out" --report --quiet || [ $? -eq 1 ]

NODE_PATH="$work/node_modules" node scripts/report/browse.cjs "$work"
