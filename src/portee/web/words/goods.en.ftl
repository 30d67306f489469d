# Parcels and their rounds: a plan, its rounds, vans beside them. The words of the answer are in those of reports.

page-goods = Parcels
page-goods-lead = A micro-hub, cargo bikes: which rounds, at what cost per parcel, and beside them the same parcels by van.
goods-ask = What if parcels came by bike?
goods-promise = Tell where parcels start from and how many. Portée makes the rounds, checks each of them and compares them with vans.
goods-unsound = This plan cannot be taken as it is:
goods-new-title = A first plan
goods-new-lead = A depot where all comes from, a micro-hub from which cargo trikes leave. Parcels are drawn where people live: they are nobody's parcels.
goods-or-file = Or a plan that is already written
goods-place-depot = Where is the depot?
goods-place-hub = Where is the micro-hub?
goods-place-depot-short = the depot
goods-place-hub-short = the micro-hub
goods-parcels-day = How many parcels a day?
goods-radius = Up to how many metres around the micro-hub?
goods-bikes = How many cargo trikes at most?
goods-van-count = How many vans at most, to compare?
goods-title = Name of the plan (optional)
goods-unnamed = My parcels
goods-new = Make this plan
goods-assumed-drawn = Parcels are drawn where residents live: replace them by real orders.
goods-assumed-times = The hours of the depot, the micro-hub and the vehicles are those of a first plan: correct them in the file.
goods-from-drawn = Parcels are drawn where residents live.
goods-from-file = { $count ->
    [one] The file has { $count } order.
   *[other] The file has { $count } orders.
}
goods-from-table = { $lines ->
    [one] The table that was sent has { $lines } line.
   *[other] The table that was sent has { $lines } lines.
}
goods-from-none = The plan reads its orders in “{ $file }”: send that table below.
goods-sites = Portée looks for where to place what the plan asks for.
goods-vehicles = { $part ->
    [vans] Vans to compare
   *[other] { $supplies ->
        [yes] To supply
       *[no] { $kind ->
            [cargo_bike] Cargo bikes
            [cargo_trike] Cargo trikes
            [van_electric] Electric vans
           *[other] Vans
        }
    }
} ({ $id }), at most
goods-compare = Make the rounds
goods-variant-lead = Keep this plan as it is and change a copy: both are put side by side.
goods-alone = Keep this plan only
goods-orders-title = Real orders
goods-orders-lead = A CSV table: a line for each order, with at least id, lon and lat. Put no name in it: a number, a place and a time are enough.
goods-orders-upload = The table of orders
goods-orders-hint = A .csv file of at most { $size } kB.
goods-orders-take = Take these orders
goods-upload = Open a plan
goods-map-label = Map to put the depot and the micro-hub on
goods-map-put = Put on the map
goods-map-hint = Touch the map or drag a mark; with the keyboard, arrows move the map and Enter puts it in the middle.
goods-rounds-map-title = The rounds, on the map
goods-rounds-map-lead = Touch a round to learn what it does. The tables above tell the same.
goods-rounds-map = Map of the rounds along the streets
goods-view-vans = vans from the depot
goods-look = rounds of { $site }
goods-look-round = round { $site }
goods-look-supply = supply
goods-look-depot = depot
goods-look-hub = micro-hub
goods-look-locker = locker
goods-round-told = { $label }: from { $starts } to { $ends }, { $stops ->
    [one] { $stops } stop
   *[other] { $stops } stops
}, { $parcels } parcels, { $km } km.
goods-take-html = The page, to be printed
goods-take-pdf = One sheet for a meeting
goods-take-xlsx = The figures in a spreadsheet
goods-take-gpkg = Rounds and stops, for mapping software
goods-take-yaml = The plan, with its sites
goods-take-csv = The orders
goods-again = Go on with this plan
goods-id-shuttle = shuttle
goods-id-trikes = trikes
goods-id-vans = vans
