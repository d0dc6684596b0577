export const zshScript = `#compdef aim
# aim completion for zsh: write this to a file named _aim in a folder of $fpath, or eval "$(aim completion zsh)"
_aim() {
  local line value description
  local -a described
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      _files
      return
    fi
    value=\${line%%$'\\t'*}
    description=\${line#*$'\\t'}
    described+=("\${value//:/\\\\:}\${description:+:$description}")
  done < <(command aim __complete -- ".\${words[CURRENT]}" "\${(@)words[2,CURRENT-1]}" 2>/dev/null)
  _describe -t aim aim described
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _aim "$@"
else
  compdef _aim aim
fi
`;
