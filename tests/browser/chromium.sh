#!/bin/sh
# Debian's Chromium without processes that no test looks at: the hidden pages of the address bar,
# and one kept warm for the next site. Playwright has a list of its own, which a second replaces.
off=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess
for one; do
    shift
    case $one in
        --disable-features=*) off=${one#*=},$off ;;
        *) set -- "$@" "$one" ;;
    esac
done
exec /usr/bin/chromium --disable-features="$off" "$@"
