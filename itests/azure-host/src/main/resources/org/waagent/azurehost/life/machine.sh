#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Inside a mount namespace of its own: what is written to the system's folders from here on stays in
# memory, and the agent's places lie in the folder $1. $2 is the agent's program. Ends when its input
# does.
set -eu
folder=$1 agent=$2
over=$folder/over was=$folder/was
mkdir -p "$over" "$was"
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$over"
mount --bind "$folder" "$folder"

below() { while read -r _ place _; do case $place in "$1"/*) echo "$place" ;; esac; done < /proc/self/mounts; }

for system in /etc /usr /opt /var /root /home /srv; do
  [ -d "$system" ] && [ ! -L "$system" ] || continue
  mounted=$(below "$system")
  mkdir -p "$over$system/up" "$over$system/work" "$was$system"
  mount --rbind "$system" "$was$system"
  mount -t overlay overlay \
    -o "lowerdir=$system,upperdir=$over$system/up,workdir=$over$system/work" "$system"
  # What is mounted below shows through no overlay.
  for place in $mounted; do
    case $place in "$over"* | "$was"*) continue ;; esac
    mount --rbind "$was$place" "$place" 2> /dev/null || :
  done
done

mkdir -p /var/lib/waagent /var/log/azure
: > /var/log/waagent.log
ln -sf "$agent" /usr/sbin/waagent
mount --bind "$folder/lib" /var/lib/waagent
mount --bind "$folder/log" /var/log/azure
mount --bind "$folder/waagent.log" /var/log/waagent.log
# No service manager of this machine is to be found.
mount -t tmpfs -o mode=755 tmpfs /run
[ ! -d /var/run ] || [ -L /var/run ] || mount --bind /run /var/run
: > "$folder/machine.ready"
while read -r _; do :; done
