//! The predefined CMaps, each read once per process: the first use of one costs 7–25 ms.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use hayro_cmap::{CMap, CMapName, load_embedded};

/// The CMap with a predefined name (ISO 32000-1, table 118; Adobe-GB1-UCS2 and its like); `None` for any other name.
pub(super) fn predefined(name: &[u8]) -> Option<Arc<CMap>> {
    static READ: OnceLock<Mutex<BTreeMap<Vec<u8>, Option<Arc<CMap>>>>> = OnceLock::new();
    let mut read = READ.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cmap) = read.get(name) {
        return cmap.clone();
    }
    let cmap = match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        name => embedded(CMapName::from_bytes(name)).and_then(|data| CMap::parse(data, embedded)),
    }
    .map(Arc::new);
    // Only known names are kept: a file cannot fill the memory with names of its own.
    if cmap.is_some() {
        read.insert(name.to_vec(), cmap.clone());
    }
    cmap
}

/// The bundled data of a CMap, for CMaps that build on another (`usecmap`).
pub(super) fn embedded(name: CMapName<'_>) -> Option<&'static [u8]> {
    load_embedded(name)
}
