#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The first process of a boot, in a process namespace of its own: a line "start" starts the agent, and
# who has lost its parent is taken in and cleared away. Ends, with all that runs, when its input does.
folder=$1 agent=$2
mount --bind "$folder/boot_id" /proc/sys/kernel/random/boot_id
exec 3<&0
: > "$folder/boot.ready"
(
  while read -r word <&3; do
    case $word in
      start)
        ("$agent" -daemon "-configuration-path:$folder/waagent.conf" \
          >> "$folder/agent.out" 2>&1 < /dev/null 3<&- &)
        ;;
    esac
  done
  kill -KILL -1
) &
reader=$!
# Only waiting clears away the children of others.
while kill -0 "$reader" 2> /dev/null; do
  wait
done
