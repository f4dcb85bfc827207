/** What the guide shows of curl: commands of one shell, `$CLOUD` being the address of the user's files. */
export const curlSession: readonly string[] = [
  'curl -sn -X MKCOL -w "%{http_code}\\n" $CLOUD/Trip',
  'curl -sn -T plan.txt -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'curl -sn $CLOUD/Trip/plan.txt',

  // Parts.
  'curl -sn -r 3-7 -w "\\n%{http_code} %header{content-range}\\n" $CLOUD/Trip/plan.txt',
  'curl -sn -r 99- -o /dev/null -w "%{http_code} %header{content-range}\\n" $CLOUD/Trip/plan.txt',
  'head -c 3 plan.txt > part.txt; curl -sn -C - -o part.txt $CLOUD/Trip/plan.txt; cat part.txt',

  // Conditions.
  'etag=$(curl -snI -o /dev/null -w "%header{etag}" $CLOUD/Trip/plan.txt); echo "$etag"',
  'curl -sn -H "If-None-Match: $etag" -o /dev/null -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'echo by boat | curl -sn -T - -H "If-Match: $etag" -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'echo by bike | curl -sn -T - -H "If-Match: $etag" -o /dev/null -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'echo by foot | curl -sn -T - -H "If-None-Match: *" -o /dev/null -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'curl -sn $CLOUD/Trip/plan.txt',

  // An upload cannot go on where another one broke off.
  'curl -sn -C 3 -T plan.txt -o /dev/null -w "%{http_code}\\n" $CLOUD/Trip/plan.txt',
  'curl -sn $CLOUD/Trip/plan.txt',
  'curl -sn -X DELETE -w "%{http_code}\\n" $CLOUD/Trip',
]

/** What the guide shows of cadaver. */
export const cadaverSession: readonly string[] = [
  'mkcol Trip',
  'cd Trip',
  'put plan.txt',
  'ls',
  'propset plan.txt colour green',
  'propget plan.txt colour',
  'lock plan.txt',
  'discover plan.txt',
  'unlock plan.txt',
  'move plan.txt route.txt',
  'copy route.txt copy.txt',
  'get copy.txt back.txt',
  'cat route.txt',
  'delete copy.txt',
  'ls',
  'cd ..',
  'rmcol Trip',
  'quit',
]
