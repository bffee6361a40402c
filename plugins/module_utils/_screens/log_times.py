# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The times of a log. Day and month of one time can be mistaken for each other; all lines together, and the clock on the page, tell."""

from __future__ import annotations

import datetime as dt
import typing as t

from . import moment
from .moment import Order

_NOBODYS = (0, 2, 1)  # year, day, month
_AHEAD = dt.timedelta(days=1)  # no job was sent later than now; a day for zones and clocks that are off


def moments(
    texts: t.Sequence[t.Optional[str]], clock: t.Optional[str], now: dt.datetime
) -> t.List[t.Optional[dt.datetime]]:
    """The times of the lines in their order, without time zone: those of the printer. None where a time is not understood, or could be
    another one as well.

    :param texts: as the log shows them. :param clock: the date and time that the page itself shows.
    :param now: our own time in UTC, without time zone.
    """
    read = [moment.by_order(text) if text else {} for text in texts]
    known = [orders for orders in read if orders]
    if not known:
        return [None] * len(read)
    common = set.intersection(*(set(orders) for orders in known)) - {_NOBODYS}
    shown = moment.by_order(clock or "")
    present = moment.nearest(shown.values(), now)
    latest = max(now, present or now) + _AHEAD
    common = {order for order in common if all(orders[order] <= latest for orders in known)}
    of_clock = {order for order, value in shown.items() if value == present}
    common = (common & of_clock) or common
    common = {order for order in common if _one_way([orders[order] for orders in known])} or common
    return [_agreed(orders, common) for orders in read]


def _one_way(values: t.Sequence[dt.datetime]) -> bool:
    return list(values) in (sorted(values), sorted(values, reverse=True))


def _agreed(orders: t.Mapping[Order, dt.datetime], common: t.Collection[Order]) -> t.Optional[dt.datetime]:
    """The time that all orders that are left agree on."""
    values = {orders[order] for order in common if order in orders}
    return values.pop() if len(values) == 1 else None
