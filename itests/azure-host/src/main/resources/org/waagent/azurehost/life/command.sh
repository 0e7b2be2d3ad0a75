#!/bin/sh
# Put here by azure-host life: runs a command of the package and writes down what came of it.
trace=@TRACE@
version=@VERSION@
case $1 in
@COMMANDS@
esac
now() {
  nanos=$(date +%s%N)
  case $nanos in *[!0-9]*) nanos=$(date +%s)000000000 ;; esac
  echo "$nanos"
}
id=$$.$(now)
echo "begin|$id|$1|$version|$$|$(now)|${ConfigSequenceNumber-}|${ConfigExtensionName-}" >> "$trace/commands"
while [ -e "$trace/hold" ]; do sleep 0.1; done
export AZURE_HOST_LIFE=@TOKEN@
/bin/sh -c "${0%/*}/$line"
code=$?
echo "end|$id|$code|$(now)" >> "$trace/commands"
exit $code
