export const bashScript = `# aim completion for bash: eval "$(aim completion bash)"
_aim() {
  local current="\${COMP_WORDS[COMP_CWORD]}" value description
  [ "$current" = = ] && current=
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    if [ "$value" = :files ]; then
      compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$current"))
    else
      COMPREPLY+=("$value")
    fi
  done < <(command aim __complete -- ".$current" "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -F _aim aim
`;
