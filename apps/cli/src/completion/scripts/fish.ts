export const fishScript = `# aim completion for fish: aim completion fish >~/.config/fish/completions/aim.fish
function __aim_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -e words[1]
    set -l lines (command aim __complete -- ".$current" $words 2>/dev/null)
    if test "$lines" = :files
        __fish_complete_path "$current"
    else
        printf '%s\\n' $lines
    end
end
complete -c aim -f -a '(__aim_complete)'
`;
