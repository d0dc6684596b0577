export const powershellScript = `# aim completion for PowerShell: aim completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName aim -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    # Quoted, since npm's aim.ps1 would take a bare -- for its own.
    $lines = @(& aim __complete '--' ".$wordToComplete" @before 2>$null)
    if ($lines.Count -eq 1 -and $lines[0] -eq ':files') { return }
    foreach ($line in $lines) {
        $value, $description = $line -split "\`t", 2
        if (-not $description) { $description = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
    }
}
`;
