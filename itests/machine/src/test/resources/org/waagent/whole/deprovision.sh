# SPDX-License-Identifier: Apache-2.0
# Runs as root in namespaces of its own (mounts, processes, host name): $1 is an empty folder, $2 the agent, $3 the user to make, $4 its
# key. Everything below / is a copy that is thrown away. What is left is told in sections for the test.
set -eu
top=$1 agent=$2 user=$3 key=$4
mount -t tmpfs tmpfs "$top"
mkdir "$top/upper" "$top/work" "$top/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/upper,workdir=$top/work" "$top/root" || { echo "NO OVERLAY"; exit 0; }
mount -t proc proc "$top/root/proc"
mount --rbind /dev "$top/root/dev"
hostname image

cat > "$top/root/inside.sh" <<'INSIDE'
set -eu
agent=$1 user=$2 key=$3
lib=/var/lib/waagent
useradd -m "$user"
echo "$user:a-word-for-$user" | chpasswd
mkdir -p /etc/sudoers.d /etc/ssh /etc/dhcp /etc/netplan /etc/NetworkManager/system-connections /var/lib/dhcp /run/systemd/netif/leases "/home/$user/.ssh" $lib/history/one $lib/Acme.Web-1.0.0/config \
  /var/log/azure/Acme.Web
echo "$user ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/waagent
echo "${user}2 ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers.d/waagent
echo "$key" > "/home/$user/.ssh/authorized_keys"
echo "send host-name \"$user\";" > /etc/dhcp/dhclient.conf
printf 'network:\n  ethernets:\n    eth0:\n      dhcp4-overrides:\n        hostname: %s\n' "$user" > /etc/netplan/01-own.yaml
printf '[ipv4]\ndhcp-hostname=%s\n' "$user" > /etc/NetworkManager/system-connections/eth0.nmconnection
echo "lease of $user" > /var/lib/dhcp/dhclient.eth0.leases
echo "lease of $user" > /run/systemd/netif/leases/2
for name in ssh_host_rsa_key ssh_host_rsa_key.pub ssh_host_ed25519_key; do echo host-key > /etc/ssh/$name; done
echo certificate > /etc/ssh/ssh_host_rsa_key-cert.pub
echo "history of $user" > $lib/history/one/GoalState.xml
echo "{}" > $lib/Acme.Web-1.0.0/config/0.settings
echo "$user" > /var/log/azure/Acme.Web/command.log
echo "made $user" > /var/log/waagent.log
cat > $lib/ovf-env.xml <<OVF
<Environment xmlns="http://schemas.dmtf.org/ovf/environment/1" xmlns:wa="http://schemas.microsoft.com/windowsazure">
 <wa:ProvisioningSection><wa:Version>1.0</wa:Version>
  <LinuxProvisioningConfigurationSet xmlns="http://schemas.microsoft.com/windowsazure">
   <ConfigurationSetType>LinuxProvisioningConfiguration</ConfigurationSetType>
   <HostName>box</HostName><UserName>$user</UserName>
   <DisableSshPasswordAuthentication>true</DisableSshPasswordAuthentication>
  </LinuxProvisioningConfigurationSet>
 </wa:ProvisioningSection>
 <wa:PlatformSettingsSection><wa:Version>1.0</wa:Version>
  <PlatformSettings xmlns="http://schemas.microsoft.com/windowsazure"><ProvisionGuestAgent>true</ProvisionGuestAgent></PlatformSettings>
 </wa:PlatformSettingsSection>
</Environment>
OVF
echo "Provisioning.DeleteRootPassword=y" > /etc/waagent.conf
echo "nameserver 10.0.0.1" > /etc/resolv.conf
sed -i 's/^root:[^:]*:/root:$6$salt$hash:/' /etc/shadow
setsid su "$user" -s /bin/sh -c 'sleep 600' > /dev/null 2>&1 < /dev/null &
sleep 1
rm -f /inside.sh
echo "--- no"
code=0; echo n | "$agent" -deprovision+user || code=$?
echo "exit $code"
id -u "$user" > /dev/null && echo "still $user"
echo "--- yes"
code=0; echo y | "$agent" -deprovision+user || code=$?
echo "exit $code"
INSIDE
chroot "$top/root" sh /inside.sh "$agent" "$user" "$key"
echo "--- left"
echo "host name $(hostname)"
cat "$top/root/etc/dhcp/dhclient.conf"
chroot "$top/root" id -u "$user" > /dev/null 2>&1 && echo "account $user"
pgrep -x sleep > /dev/null && echo "process"
grep -q '^root:[*!]' "$top/root/etc/shadow" && echo "root locked"
for path in var/lib/waagent var/log/azure var/lib/dhcp run/systemd/netif/leases; do
  echo "entries $path $(ls -A "$top/root/$path" | wc -l)"
done
ls "$top/root/etc/ssh" | grep ssh_host || true
test -e "$top/root/etc/resolv.conf" && echo "name servers"
test -e "$top/root/var/log/waagent.log" && echo "log"
cat "$top/root/etc/sudoers.d/waagent"
echo "--- found"
# Names end at what no name has in it, so the other user is none of these.
grep -rlwE "$user|$key|host-key" "$top/upper" | sed "s|^$top/upper||" || true
find "$top/upper" -name "$user" | sed "s|^$top/upper||"
echo "--- end"
