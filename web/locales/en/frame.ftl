# The frame around every page, in English. French is the source.
skip-to-content = Skip to content
nav-label = Main navigation
nav-home = Home
nav-calendar = Calendar
nav-sign-in = Sign in
notices-unread = { $count ->
    [0] Notices
    [one] Notices: { $count } unread
   *[other] Notices: { $count } unread
}
menu-of = { $name }’s menu
menu-settings = My settings
menu-appearance = Light, dark, text size
menu-manage = Manage the site
menu-sign-out = Sign out
other-language = Français
foot-label = Footer
foot-help = Help
foot-accessibility = Accessibility
foot-data = Your data
foot-legal = Legal notice
foot-public-page = { $kind ->
    [federation] Public page of the federation
    [local] Public page of the union
    [association] Public page of the association
   *[section] Public page of the section
}
foot-public-page-short = Public page
foot-kept-by = { $kind ->
    [federation] Site run by the { $name } federation. Préau, free software.
    [local] Site run by the { $name } union. Préau, free software.
    [association] Site run by the { $name } association. Préau, free software.
   *[section] Site run by the { $name } section. Préau, free software.
}
foot-no-tracker = No trackers, no advertising. Préau, free software.
foot-software = Préau, free software.
wizard-first-run = First set-up
size-label = Text
size-normal = normal size
size-large = large
size-larger = very large
theme-system = Same as the device
theme-light = Light
theme-dark = Dark
appearance-title = Appearance
appearance-kept-here = These choices apply to this device.
theme-title = Light or dark
size-title = Text size
language-title = Language
back = Back
cancel = Cancel
go-home = Go to the home page
older-messages = Older posts
vis-prefix = Visible to:
vis-section = { $kind ->
    [federation] Members of the federation
    [local] Members of the union
    [association] Members of the association
   *[section] Members of the section
}
vis-everyone = Public
