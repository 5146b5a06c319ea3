# From a report of osv-scanner, one line for each advisory that has to be dealt with: of severity high or critical
# (CVSS 7.0 and more), or of none that is known, as for malicious packages.
[
  .results[].packages[]
  | .package as $package
  | .groups[]?
  | (.max_severity // "") as $severity
  | select($severity == "" or ($severity | tonumber) >= 7)
  | "\($package.name) \($package.version): \(.ids | join(", ")), severity \(if $severity == "" then "unknown" else $severity end)"
]
| unique[]
