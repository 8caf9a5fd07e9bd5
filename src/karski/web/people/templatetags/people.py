"""Countries by name, and whether the site is open under one."""

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.template import Library

from karski.web.people.countries import country_name

register = Library()


register.filter("country", country_name)


@register.filter
def named(request: HttpRequest) -> bool:
    """Say whether the site is open under a name: keys work with no bare address."""
    host, _ = split_domain_port(request.get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False
