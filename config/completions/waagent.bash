# SPDX-License-Identifier: Apache-2.0
# Completion of waagent's command line for bash. What stands between at signs is put in when the
# runtime image is assembled, from what the bundles say of their commands.

_waagent() {
  local word=${COMP_WORDS[COMP_CWORD]} verb='' given i
  local flags='-verbose -force -debug -full -configuration-path: -conf='
  local verbs='@VERBS@'

  # The path of a configuration file. '=' and ':' part words here.
  if [[ ${COMP_LINE:0:COMP_POINT} =~ (configuration-path:|conf=)([^ ]*)$ ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "${BASH_REMATCH[2]}")
    return
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    given=${COMP_WORDS[i]}
    while [[ $given == [-/]* ]]; do given=${given:1}; done
    if [[ -n $given && " $verbs " == *" $given "* ]]; then
      verb=$given
      break
    fi
  done

  local words
  case $verb in
    '') words="$verbs $flags" ;;
    @CASES@
    *) words='' ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  [[ ${COMPREPLY[0]-} == *[=:] ]] && compopt -o nospace
  return 0
}

complete -F _waagent waagent
